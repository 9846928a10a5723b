import { Connection, Pod, isAllowed } from './network-policies';

let addresses = 0;
function pod(namespace: string, labels: { [key: string]: string } = {}, more: Partial<Pod> = {}): Pod {
  addresses++;
  return { namespace, labels, ip: `10.1.0.${addresses}`, nodeIp: `192.168.0.${addresses}`, ...more };
}

const DB = pod('default', { role: 'db' }, {
  ports: [{ name: 'redis', containerPort: 6379 }, { name: 'gossip', containerPort: 6379, protocol: 'UDP' }, { name: 'admin', containerPort: 8080 }],
});
const FRONTEND = pod('default', { role: 'frontend' });
const STRANGER = pod('default', { role: 'stranger' });
const ALICE = pod('alice', { role: 'client' });
const BOB = pod('bob', { role: 'client' });
const NAMESPACES = { default: {}, alice: { user: 'alice' }, bob: { user: 'bob' } };

function policy(spec: object, namespace = 'default'): object {
  return { metadata: { namespace }, spec: { podSelector: {}, ...spec } };
}

/** Whether each source may connect to the database. */
function allowed(policies: object[], sources: (Pod | string)[], { to = DB, port = 6379, protocol }: Partial<Connection> = {}): boolean[] {
  return sources.map(from => isAllowed({ namespaces: NAMESPACES, policies }, { from, to, port, protocol }));
}

/** Whether each source may connect, if a policy names these peers. */
function peers(from: object[], sources: (Pod | string)[]): boolean[] {
  return allowed([policy({ ingress: [{ from }] })], sources);
}

/** Whether ports are open, if a policy names these ports. */
function open(ports: object[], tried: [number, string?][]): boolean[] {
  return tried.map(([port, protocol]) => allowed([policy({ ingress: [{ ports }] })], [STRANGER], { port, protocol })[0]);
}

describe('isolation', () => {
  test('a pod that no policy selects accepts everything', () => {
    expect(allowed([], [STRANGER, '203.0.113.1'])).toEqual([true, true]);
    expect(allowed([policy({ podSelector: { matchLabels: { role: 'web' } } })], [STRANGER])).toEqual([true]);
    expect(allowed([policy({}, 'alice')], [STRANGER])).toEqual([true]);
  });

  test('a pod that a policy selects accepts only what a rule allows', () => {
    expect(allowed([policy({})], [STRANGER, ALICE, '203.0.113.1'])).toEqual([false, false, false]);
    expect(allowed([policy({ podSelector: { matchLabels: { role: 'db' } }, ingress: [] })], [STRANGER])).toEqual([false]);
  });

  test('the types of a policy decide; without types, it is for ingress', () => {
    expect(allowed([policy({ policyTypes: ['Egress'] })], [STRANGER])).toEqual([true]);
    expect(allowed([policy({ policyTypes: ['Ingress', 'Egress'] })], [STRANGER])).toEqual([false]);
    expect(allowed([policy({ egress: [{}] })], [STRANGER])).toEqual([false]);
    expect(allowed([policy({ policyTypes: [] })], [STRANGER])).toEqual([false]);
  });

  test('policies are additive', () => {
    const frontend = policy({ ingress: [{ from: [{ podSelector: { matchLabels: { role: 'frontend' } } }] }] });
    const alice = policy({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { user: 'alice' } } }] }] });
    expect(allowed([frontend, alice], [FRONTEND, ALICE, STRANGER])).toEqual([true, true, false]);
    expect(allowed([policy({}), frontend], [FRONTEND])).toEqual([true]);
  });

  test('a pod cannot block itself or its node, but it can block other nodes', () => {
    expect(allowed([policy({})], [DB, DB.nodeIp, STRANGER.nodeIp])).toEqual([true, true, false]);
  });

  test('pods in the network of their node are neither isolated nor selected', () => {
    const agent = pod('default', { role: 'frontend' }, { ip: '192.168.0.99', nodeIp: '192.168.0.99', hostNetwork: true });
    expect(allowed([policy({})], [STRANGER], { to: agent })).toEqual([true]);
    expect(peers([{ podSelector: { matchLabels: { role: 'frontend' } } }, { namespaceSelector: {} }], [agent, FRONTEND])).toEqual([false, true]);
    expect(peers([{ ipBlock: { cidr: '192.168.0.99/32' } }], [agent, FRONTEND])).toEqual([true, false]);
    expect(allowed([policy({})], [{ ...agent, ip: DB.nodeIp, nodeIp: DB.nodeIp }])).toEqual([true]);
  });
});

describe('peers', () => {
  test('no peers and an empty list are everybody', () => {
    expect(allowed([policy({ ingress: [{}] })], [STRANGER, ALICE, '203.0.113.1'])).toEqual([true, true, true]);
    expect(peers([], [STRANGER, ALICE, '203.0.113.1'])).toEqual([true, true, true]);
  });

  test('a podSelector selects pods of the namespace of the policy', () => {
    expect(peers([{ podSelector: { matchLabels: { role: 'frontend' } } }], [FRONTEND, STRANGER, pod('alice', { role: 'frontend' })]))
      .toEqual([true, false, false]);
    expect(peers([{ podSelector: {} }], [STRANGER, ALICE, '203.0.113.1'])).toEqual([true, false, false]);
  });

  test('a namespaceSelector selects all pods of namespaces, by their labels or their names', () => {
    expect(peers([{ namespaceSelector: { matchLabels: { user: 'alice' } } }], [ALICE, BOB, STRANGER])).toEqual([true, false, false]);
    expect(peers([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bob' } } }], [ALICE, BOB])).toEqual([false, true]);
    expect(peers([{ namespaceSelector: {} }], [ALICE, STRANGER, '203.0.113.1'])).toEqual([true, true, false]);
  });

  test('both selectors of one peer must match, one of two peers is enough', () => {
    const namespaceSelector = { matchLabels: { user: 'alice' } };
    const podSelector = { matchLabels: { role: 'client' } };
    const others = [ALICE, pod('alice', { role: 'stranger' }), BOB, pod('default', { role: 'client' })];
    expect(peers([{ namespaceSelector, podSelector }], others)).toEqual([true, false, false, false]);
    expect(peers([{ namespaceSelector }, { podSelector }], others)).toEqual([true, true, false, true]);
  });

  test.each([
    [{ key: 'role', operator: 'In', values: ['a', 'frontend'] }, [true, false, false]],
    [{ key: 'role', operator: 'NotIn', values: ['a', 'frontend'] }, [false, true, true]],
    [{ key: 'role', operator: 'Exists' }, [true, true, false]],
    [{ key: 'role', operator: 'DoesNotExist' }, [false, false, true]],
  ])('expression %j', (expression, expected) => {
    const labelled = [FRONTEND, STRANGER, pod('default')];
    expect(peers([{ podSelector: { matchExpressions: [expression] } }], labelled)).toEqual(expected);
    expect(peers([{ podSelector: { matchLabels: { role: 'none' }, matchExpressions: [expression] } }], labelled)).toEqual([false, false, false]);
  });

  test('an ipBlock selects addresses, except parts of it', () => {
    const block = { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } };
    expect(peers([block], ['172.17.0.0', '172.17.0.255', '172.17.1.0', '172.17.1.255', '172.17.2.0', '172.17.255.255', '172.18.0.0']))
      .toEqual([true, true, false, false, true, true, false]);
    expect(peers([{ ipBlock: { cidr: '2001:db8::/32' } }], ['2001:db8:ffff::1', '2001:db9::1', '10.0.0.1'])).toEqual([true, false, false]);
    expect(peers([{ ipBlock: { cidr: '0.0.0.0/0' } }], ['203.0.113.1', STRANGER, '2001:db8::1'])).toEqual([true, true, false]);
  });
});

describe('ports', () => {
  test('no ports and an empty list are all ports of all protocols', () => {
    expect(allowed([policy({ ingress: [{}] })], [STRANGER], { port: 53, protocol: 'UDP' })).toEqual([true]);
    expect(open([], [[1], [65535, 'SCTP']])).toEqual([true, true]);
  });

  test('a number is a port of TCP unless a protocol is given', () => {
    expect(open([{ port: 6379 }], [[6379], [6380], [6379, 'UDP']])).toEqual([true, false, false]);
    expect(open([{ port: 6379, protocol: 'UDP' }], [[6379], [6379, 'UDP']])).toEqual([false, true]);
    expect(open([{ protocol: 'UDP' }], [[1], [1, 'UDP']])).toEqual([false, true]);
  });

  test('a name is the port that the pod itself calls so', () => {
    expect(open([{ port: 'redis' }], [[6379], [6379, 'UDP'], [8080]])).toEqual([true, false, false]);
    expect(open([{ port: 'gossip', protocol: 'UDP' }], [[6379], [6379, 'UDP']])).toEqual([false, true]);
    expect(open([{ port: 'unknown' }], [[6379], [8080]])).toEqual([false, false]);
  });

  test('endPort is the last port of a range', () => {
    expect(open([{ port: 32000, endPort: 32768 }], [[31999], [32000], [32768], [32769], [32000, 'UDP']])).toEqual([false, true, true, false, false]);
  });

  test('a rule needs its peer and its port, and each rule its own', () => {
    const rules = policy({
      ingress: [
        { from: [{ podSelector: { matchLabels: { role: 'frontend' } } }], ports: [{ port: 6379 }] },
        { from: [{ namespaceSelector: { matchLabels: { user: 'alice' } } }], ports: [{ port: 8080 }] },
      ],
    });
    expect(allowed([rules], [FRONTEND, ALICE])).toEqual([true, false]);
    expect(allowed([rules], [FRONTEND, ALICE], { port: 8080 })).toEqual([false, true]);
  });
});
