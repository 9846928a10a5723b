import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Finding, checkAtSynthesis, error, warning, words } from './finding';
import { isClusterScoped } from '../../catalog/kubernetes/scope';

const CHECKED = new WeakSet<IConstruct>();
const CLAIMED = new WeakMap<IConstruct, Map<Chart, Map<string, IConstruct[]>>>();

/** Registers the check for two objects of an app with the same identity. The app is scanned once, for all constructs. */
export function checkAppOnce(construct: IConstruct): void {
  const root = construct.node.root;
  if (!CHECKED.has(root)) {
    CHECKED.add(root);
    checkAtSynthesis(root, () => [...sameObjects(root), ...sameClaims(root)]);
  }
}

/** Records a resource that only one construct of a chart may use. Other charts may be for different clusters. */
export function registerExclusiveUse(owner: Construct, thing: string): void {
  const { root } = owner.node;
  const charts = CLAIMED.get(root) ?? new Map<Chart, Map<string, IConstruct[]>>();
  CLAIMED.set(root, charts);
  const chart = Chart.of(owner);
  const things = charts.get(chart) ?? new Map<string, IConstruct[]>();
  charts.set(chart, things);
  const owners = things.get(thing);
  if (owners) {
    owners.push(owner);
  } else {
    things.set(thing, [owner]);
  }
  checkAppOnce(owner);
}

function sameObjects(root: IConstruct): Finding[] {
  const seen = new Map<string, ApiObject>();
  const findings: Finding[] = [];
  for (const object of root.node.findAll()) {
    if (ApiObject.isApiObject(object)) {
      const namespace = isClusterScoped(object.kind) ? '' : object.metadata.namespace ?? '';
      const key = `${object.apiGroup}/${object.kind} ${namespace}/${object.name}`;
      const first = seen.get(key);
      if (first) {
        findings.push(sameObject(first, object));
      }
      seen.set(key, object);
    }
  }
  return findings;
}

/** Charts of one app may be for different clusters, so only objects of the same chart collide for certain. */
function sameObject(first: ApiObject, second: ApiObject): Finding {
  const both = words(`${second.kind} '${second.name}' of both ${first.node.path} and ${second.node.path}`);
  return Chart.of(first) === Chart.of(second)
    ? error('CS105', 'name', both, 'each name once for a kind in a namespace',
      'rename one of them: applied together, the second overwrites the first')
    : warning('CS533', 'name', both, 'each name once for a kind in a namespace',
      'applied to one cluster, the second overwrites the first; acknowledge it if the charts are for different clusters');
}

function sameClaims(root: IConstruct): Finding[] {
  return [...CLAIMED.get(root)?.values() ?? []].flatMap(things => [...things]).filter(([, owners]) => owners.length > 1).map(([thing, owners]) =>
    error('CS106', 'name',
      words(`${thing} of ${owners.map(owner => owner.node.path).join(' and ')}`), 'one user of it in a chart',
      'both would write to the same data; rename or remove one of them'));
}
