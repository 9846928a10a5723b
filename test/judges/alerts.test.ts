import { ALERT_CASES } from './alert-cases';
import { checkRules, testRules } from './promtool';
import { MONITORED, rulesOf } from '../apps/monitored-apps';

const APPS = Object.keys(MONITORED);
const RULES = Object.fromEntries(APPS.map(app => [app, rulesOf(app)]));
const alertsOf = (app: string): string[] => RULES[app].groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));

test('every app has cases, and every alert has one', () => {
  expect(Object.keys(ALERT_CASES).sort()).toEqual([...APPS].sort());
  expect(APPS.map(app => Object.keys(ALERT_CASES[app].alerts).sort())).toEqual(APPS.map(app => alertsOf(app).sort()));
});

test.each(APPS)('promtool reads the rules of %s', app => checkRules(RULES[app]));

test.each(APPS)('no alert of %s fires while all is well', app => {
  testRules(RULES[app], [{ series: ALERT_CASES[app].healthy, interval: 1, after: 180, firing: [] }]);
});

describe.each(APPS)('%s', app => {
  const { healthy, alerts } = ALERT_CASES[app];

  test.each(Object.entries(alerts))('%s fires, and not in a similar situation', (alert, { fires, rests, interval = 1, after = 25 }) => {
    const situation = (series: object, firing: string[]) => ({ series: { ...healthy, ...series }, interval, after, firing });
    testRules({ groups: [{ name: 'one', rules: RULES[app].groups.flatMap(({ rules }) => rules).filter(rule => rule.alert === alert) }] }, [situation(fires, [alert]), situation(rests, [])]);
  });
});
