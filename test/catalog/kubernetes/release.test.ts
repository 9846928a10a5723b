import { FIELDS, PARALLEL_SETS_GET_STUCK, VersionedField } from '../../../src/catalog/kubernetes/fields';
import { isAmong, mayBeAmong, releaseOf, releaseText, releasesText } from '../../../src/catalog/kubernetes/release';

describe('releaseOf', () => {
  test.each([
    ['1.35', '1.35'], ['v1.35', '1.35'], ['1.35.0', '1.35.0'], ['v1.35.4', '1.35.4'], ['v1.34.1-gke.1829001', '1.34.1'],
    ['v1.33.5-eks-3025e55', '1.33.5'], ['v1.30.5+k3s1', '1.30.5'],
  ])('%s is %s', (text, release) => {
    expect(releaseText(releaseOf(text)!)).toBe(release);
  });

  test.each([
    '', '1', '1.', '1.35.', '1.35.x', '1.35+', '2.1', '35', 'latest', '1.35.4.1', ' 1.35', '1.35 ', '1.-1', '1.35.4-', 1.35,
    undefined,
  ])('%p is none', text => {
    expect(releaseOf(text)).toBeUndefined();
  });
});

/** Releases around each range: what works in all of the release, what in some of it. */
test.each<[VersionedField, string[], string[]]>([
  [
    'statefulSetMaxUnavailable', ['1.35.0', '1.35.3', '1.37', '1.37.0', '1.38'],
    ['1.27', '1.34', '1.34.99', '1.35', '1.35.4', '1.36', '1.36.0', '1.36.3'],
  ],
  ['nativeSidecar', ['1.29', '1.29.0', '1.37'], ['1.28', '1.28.15']],
  ['volumeAttributesClass', ['1.34', '1.34.0'], ['1.33', '1.33.13']],
  ['imageVolume', ['1.35', '1.35.0'], ['1.34', '1.34.4']],
  ['restartPolicyRules', ['1.35'], ['1.34']],
  ['podCertificate', ['1.37'], ['1.36', '1.36.3']],
  ['preventPodScheduling', ['1.37'], ['1.36']],
  ['readWriteOncePod', ['1.27', '1.37'], []],
  ['mutableNodeAffinity', [], ['1.34', '1.35', '1.36', '1.37']],
])('%s works in %j and not in %j', (field, having, lacking) => {
  expect([...having, ...lacking].filter(text => isAmong(FIELDS[field].releases, releaseOf(text)!))).toEqual(having);
});

test('a minor release may be one of the releases if one of its patch releases is', () => {
  const may = ['1.34', '1.34.99', '1.35', '1.35.0', '1.35.3', '1.35.4', '1.36'].filter(text => mayBeAmong(PARALLEL_SETS_GET_STUCK, releaseOf(text)!));
  expect(may).toEqual(['1.35', '1.35.0', '1.35.3']);
});

test('releases in words', () => {
  expect(releasesText(FIELDS.statefulSetMaxUnavailable.releases)).toBe('1.35.0 to 1.35.3, or 1.37 or newer');
  expect(releasesText(FIELDS.nativeSidecar.releases)).toBe('1.29 or newer');
  expect(releasesText([{ since: '1.30', before: '1.33' }])).toBe('1.30 to 1.32');
});
