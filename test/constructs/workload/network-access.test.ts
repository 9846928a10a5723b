import { App, Chart, Size, Testing } from 'cdk8s';
import {
  DaemonPort, LogDaemon, NetworkAccess, NetworkPeer, NodeDaemon, PersistentDeployment, PodPeerOptions, PortProtocol, ServiceType,
  Sidecar, StatefulDatabase, StatefulDatabaseProps,
} from '../../../src';
import { parseNetwork } from '../../../src/constructs/support/network';
import { MINIMAL, database, errorsOf, manifest, testChart, warningIds } from '../support';

const SELECTOR = { 'app.kubernetes.io/instance': 'orders', 'app.kubernetes.io/name': 'orders' };
const MEMBERS = { from: [{ podSelector: { matchLabels: SELECTOR } }] };
const AGENT = { name: 'agent', image: 'registry.example.com/agent:1.2.3', resources: { memory: Size.mebibytes(64) } };
const PEERS = { extraPorts: [{ name: 'peers', port: 7001, membersOnly: true }, { name: 'metrics', port: 7002 }] };
const MONITORING = NetworkPeer.namespace('monitoring');
const SHOP = NetworkPeer.pods({ labels: { app: 'shop' } });

const ingressOf = (props: Partial<StatefulDatabaseProps>) => manifest(database(props).chart, 'NetworkPolicy').spec.ingress;
/** The peer in the policy of a database in the namespace `shop`. */
const rendered = (peer: NetworkPeer) => ingressOf({ networkPolicy: NetworkAccess.clients([peer]) })[1].from[0];

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

describe('the NetworkPolicy of a workload', () => {
  test('does not exist by default', () => {
    const { chart, db } = database();
    expect(manifest(chart, 'NetworkPolicy')).toBeUndefined();
    expect(db.networkPolicy).toBeUndefined();
  });

  test('selects the pods by the labels that never change, and restricts only who may connect to them', () => {
    const { chart, db } = database({ networkPolicy: NetworkAccess.members(), labels: { team: 'orders' } });
    const { metadata, spec } = manifest(chart, 'NetworkPolicy');
    expect(metadata).toEqual({ name: 'orders', namespace: 'shop', labels: { ...SELECTOR, team: 'orders' } });
    expect(spec).toMatchObject({ podSelector: { matchLabels: db.selectorLabels }, policyTypes: ['Ingress'] });
    expect(spec.egress).toBeUndefined();
    expect(db.networkPolicy!.name).toBe('orders');
  });

  test('is applied before the pods', () => {
    const kinds = Testing.synth(database({ networkPolicy: NetworkAccess.members() }).chart).map(({ kind }) => kind);
    expect(kinds).toEqual(['Service', 'Service', 'NetworkPolicy', 'StatefulSet']);
  });

  test('of members() opens client ports to everybody, and every port to members', () => {
    expect(ingressOf({ ...PEERS, networkPolicy: NetworkAccess.members() }))
      .toEqual([MEMBERS, { ports: [{ port: 7000, protocol: 'TCP' }] }]);
    expect(ingressOf({ ...PEERS, networkPolicy: NetworkAccess.members({ metrics: [MONITORING] }) })).toEqual([
      MEMBERS,
      { ports: [{ port: 7000, protocol: 'TCP' }] },
      { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports: [{ port: 7002, protocol: 'TCP' }] },
    ]);
  });

  test('of clients() opens client ports to the clients', () => {
    expect(ingressOf({ ...PEERS, networkPolicy: NetworkAccess.clients([SHOP]) }))
      .toEqual([MEMBERS, { from: [{ podSelector: { matchLabels: { app: 'shop' } } }], ports: [{ port: 7000, protocol: 'TCP' }] }]);
  });

  test('has no rule for ports that do not exist: without ports it would open all of them', () => {
    const chart = testChart();
    new NodeDaemon(chart, 'Agent', { ...AGENT, ports: [{ name: 'peers', port: 1, membersOnly: true }], networkPolicy: NetworkAccess.members() });
    expect(manifest(chart, 'NetworkPolicy').spec.ingress).toHaveLength(1);
  });

  test('covers the ports of sidecars, also of those that are added later', () => {
    const { chart, db } = database({
      networkPolicy: NetworkAccess.members({ metrics: [SHOP] }),
      nativeSidecars: [Sidecar.container({ name: 'proxy', image: 'a:1.0.0', ports: [{ name: 'quic', containerPort: 7443, protocol: 'UDP' }, { containerPort: 7444 }] })],
    });
    db.addSidecar(Sidecar.container({ name: 'exporter', image: 'a:1.0.0', ports: [{ name: 'metrics', containerPort: 9100 }] }));
    expect(manifest(chart, 'NetworkPolicy').spec.ingress.slice(1).map(({ ports }: any) => ports)).toEqual([
      [{ port: 7000, protocol: 'TCP' }, { port: 7443, protocol: 'UDP' }, { port: 7444, protocol: 'TCP' }],
      [{ port: 9100, protocol: 'TCP' }],
    ]);
  });

  test('has the protocol of each port', () => {
    expect(ingressOf({ networkPolicy: NetworkAccess.members(), extraPorts: [{ name: 'dns', port: 53, protocol: PortProtocol.UDP }] })[1].ports)
      .toContainEqual({ port: 53, protocol: 'UDP' });
  });

  test('of a PersistentDeployment, a NodeDaemon and a LogDaemon', () => {
    const chart = testChart();
    const networkPolicy = NetworkAccess.members();
    const all = [
      new PersistentDeployment(chart, 'Wiki', { ...MINIMAL, name: 'wiki', networkPolicy }),
      new NodeDaemon(chart, 'Agent', { ...AGENT, networkPolicy }),
      new LogDaemon(chart, 'Logs', { ...AGENT, name: 'logs', networkPolicy }),
    ];
    expect(errorsOf(chart)).toEqual([]);
    expect(all.map(({ networkPolicy: made }) => made!.name)).toEqual(['wiki', 'agent', 'logs']);
    expect(all.map(({ networkPolicy: made, selectorLabels }) => [made!.toJson().spec.podSelector.matchLabels, selectorLabels]))
      .toEqual(all.map(({ selectorLabels }) => [selectorLabels, selectorLabels]));
  });
});

describe('peers', () => {
  test('pods, of the namespace of the workload or of others', () => {
    const podSelector = { matchLabels: { app: 'shop' } };
    const pods = (options: Partial<PodPeerOptions>) => rendered(NetworkPeer.pods({ labels: { app: 'shop' }, ...options }));
    expect(pods({})).toEqual({ podSelector });
    expect(pods({ namespaceName: 'front' }))
      .toEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'front' } }, podSelector });
    expect(pods({ namespaceLabels: { tier: 'front' } })).toEqual({ namespaceSelector: { matchLabels: { tier: 'front' } }, podSelector });
  });

  test('networks', () => {
    expect(rendered(NetworkPeer.cidr('10.0.0.0/8'))).toEqual({ ipBlock: { cidr: '10.0.0.0/8' } });
    expect(rendered(NetworkPeer.cidr('10.0.0.0/8', ['10.1.0.0/16']))).toEqual({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } });
  });

  test('workloads, by name of their namespace unless it is the same', () => {
    const from = (own: string | undefined, other: string | undefined) => {
      const app = new App();
      const wiki = new PersistentDeployment(new Chart(app, 'other', { namespace: other }), 'Wiki', { ...MINIMAL, name: 'wiki' });
      const chart = new Chart(app, 'own', { namespace: own });
      new StatefulDatabase(chart, 'Orders', { ...MINIMAL, networkPolicy: NetworkAccess.clients([NetworkPeer.workload(wiki)]) });
      return manifest(chart, 'NetworkPolicy').spec.ingress[1].from[0];
    };
    const podSelector = { matchLabels: { 'app.kubernetes.io/instance': 'wiki', 'app.kubernetes.io/name': 'wiki' } };
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'front' } };
    expect(from('shop', 'shop')).toEqual({ podSelector });
    expect(from(undefined, undefined)).toEqual({ podSelector });
    expect(from('shop', 'front')).toEqual({ namespaceSelector, podSelector });
    expect(from(undefined, 'front')).toEqual({ namespaceSelector, podSelector });
  });
});

describe('errors', () => {
  const clients = (...peers: NetworkPeer[]) => ({ networkPolicy: NetworkAccess.clients(peers) });
  const pods = (options: Partial<PodPeerOptions>) => clients(NetworkPeer.pods({ labels: { app: 'shop' }, ...options }));

  test.each<[string, Partial<StatefulDatabaseProps>, RegExp, Partial<StatefulDatabaseProps>]>([
    ['CS131', pods({ labels: { 'a b': 'c' } }), /clients\[0\]\.labels: got 'a b'/, pods({ labels: { 'example.com/a': 'c' } })],
    ['CS131', pods({ namespaceLabels: { a: '-' } }), /clients\[0\]\.namespaceLabels\.a: got '-'/, pods({ namespaceLabels: { a: '' } })],
    ['CS158', clients(NetworkPeer.cidr('10.0.0.0')), /clients\[0\]\.cidr: got '10.0.0.0'.*prefix length/, clients(NetworkPeer.cidr('10.0.0.0/32'))],
    ['CS158', clients(NetworkPeer.cidr('10.0.0.1/8')), /got '10.0.0.1\/8'.*first address/, clients(NetworkPeer.cidr('10.0.0.0/8'))],
    ['CS158', clients(NetworkPeer.cidr('2001:db8::/129')), /got '2001:db8::\/129'/, clients(NetworkPeer.cidr('2001:db8::/128'))],
    [
      'CS158', clients(SHOP, NetworkPeer.cidr('10.0.0.0/8', ['10.300.0.0/16'])), /clients\[1\]\.excluded\[0\]: got '10.300.0.0\/16'/,
      clients(SHOP, NetworkPeer.cidr('10.0.0.0/8', ['10.30.0.0/16'])),
    ],
    [
      'CS159', clients(NetworkPeer.cidr('10.0.0.0/8', ['11.0.0.0/16'])), /excluded\[0\]: got '11.0.0.0\/16', allowed is a smaller network within 10/,
      clients(NetworkPeer.cidr('10.0.0.0/8', ['10.255.0.0/16'])),
    ],
    ['CS159', clients(NetworkPeer.cidr('10.0.0.0/8', ['10.0.0.0/8'])), /got '10.0.0.0\/8'/, clients(NetworkPeer.cidr('10.0.0.0/8', ['10.0.0.0/9']))],
    ['CS159', clients(NetworkPeer.cidr('0.0.0.0/0', ['2001:db8::/32'])), /2001/, clients(NetworkPeer.cidr('::/0', ['2001:db8::/32']))],
    ['CS152', pods({ labels: {} }), /clients\[0\]\.labels: got no labels/, pods({})],
    ['CS152', pods({ namespaceLabels: {} }), /clients\[0\]\.namespaceLabels: got no labels/, pods({ namespaceLabels: { tier: 'front' } })],
    [
      'CS152', pods({ namespaceLabels: { tier: 'front' }, namespaceName: 'front' }), /allowed is one of the two/,
      pods({ namespaceName: 'front' }),
    ],
    ['CS153', clients(NetworkPeer.namespace('Front')), /clients\[0\]\.namespaceName: got 'Front'/, clients(NetworkPeer.namespace('front'))],
    ['CS153', pods({ namespaceName: 'a.b' }), /clients\[0\]\.namespaceName: got 'a\.b'/, pods({ namespaceName: 'a-b' })],
    ['CS154', clients(), /networkPolicy\.clients: got \[\]/, { networkPolicy: NetworkAccess.members() }],
    [
      'CS155', { networkPolicy: NetworkAccess.members({ metrics: [MONITORING] }) }, /networkPolicy\.metrics: /,
      { networkPolicy: NetworkAccess.members({ metrics: [MONITORING] }), ...PEERS },
    ],
    [
      'CS153', { networkPolicy: NetworkAccess.members({ metrics: [NetworkPeer.namespace('')] }), ...PEERS }, /metrics\[0\]\.namespaceName: got ''/,
      { networkPolicy: NetworkAccess.members({ metrics: [] }) },
    ],
  ])('%s %#', (id, wrong, message, right) => {
    const found = errorsOf(database(wrong).chart);
    expect(found).toEqual([expect.stringMatching(message)]);
    expect(found[0]).toContain(`[test/Orders] ${id} `);
    expect(errorsOf(database(right).chart)).toEqual([]);
  });

  test('CS154 clients of a daemon with a port for metrics only', () => {
    const errors = (ports: DaemonPort[]) => {
      const chart = testChart();
      new NodeDaemon(chart, 'Agent', { ...AGENT, ports, networkPolicy: NetworkAccess.clients([SHOP]) });
      return errorsOf(chart);
    };
    expect(errors([{ name: 'metrics', port: 9100 }])).toEqual([expect.stringContaining('CS154 networkPolicy.clients: got peers for a workload without')]);
    expect(errors([{ name: 'metrics', port: 9100 }, { name: 'api', port: 9101 }])).toEqual([]);
  });

  test('CS156 workloads that no selector finds', () => {
    const errors = (namespace: string | undefined, hostNetwork: boolean) => {
      const chart = testChart();
      const daemon = new NodeDaemon(new Chart(chart, 'agents', { namespace }), 'Agent', { ...AGENT, hostNetwork });
      new StatefulDatabase(chart, 'Orders', { ...MINIMAL, networkPolicy: NetworkAccess.clients([NetworkPeer.workload(daemon)]) });
      return errorsOf(chart).join();
    };
    expect(errors('agents', true)).toMatch(/CS156 networkPolicy\.clients\[0\]\.workload: got test\/agents\/Agent, .* without hostNetwork/);
    expect(errors(undefined, false)).toMatch(/CS156 networkPolicy\.clients\[0\]\.workload: .* in a chart with a namespace/);
    expect(errors('agents', false)).toEqual('');
  });

  test('CS157 pods in the network of their node', () => {
    const errors = (hostNetwork: boolean) => {
      const chart = testChart();
      new NodeDaemon(chart, 'Agent', { ...AGENT, hostNetwork, networkPolicy: NetworkAccess.members() });
      return errorsOf(chart).join();
    };
    expect(errors(true)).toMatch(/CS157 networkPolicy: got a NetworkAccess with hostNetwork/);
    expect(errors(false)).toEqual('');
  });

  test('CS537 warns of a Service for the outside with clients inside only', () => {
    const warnings = (networkPolicy: NetworkAccess, serviceType?: ServiceType) => warningIds(database({ networkPolicy, serviceType }).chart);
    expect(warnings(NetworkAccess.clients([SHOP]), ServiceType.LOAD_BALANCER)).toEqual(['CS537']);
    expect(warnings(NetworkAccess.clients([SHOP]), ServiceType.NODE_PORT)).toEqual(['CS537']);
    expect(warnings(NetworkAccess.clients([SHOP]))).toEqual([]);
    expect(warningIds(database({ networkPolicy: NetworkAccess.clients([SHOP]), memberServices: { type: ServiceType.NODE_PORT } }).chart))
      .toEqual(['CS537']);
    expect(warnings(NetworkAccess.members(), ServiceType.LOAD_BALANCER)).toEqual([]);
    expect(warnings(NetworkAccess.clients([SHOP, NetworkPeer.cidr('203.0.113.0/24')]), ServiceType.LOAD_BALANCER)).toEqual([]);
  });

  test.each([
    [{ labels: 'app=shop' }, /CS107 networkPolicy\.clients\[0\]\.labels: got 'app=shop'/],
    [{ labels: { app: 1 } }, /CS107 networkPolicy\.clients\[0\]\.labels\.app: got 1/],
    [{ labels: { app: 'shop' }, namespaceLabel: {} }, /CS108 networkPolicy\.clients\[0\]\.namespaceLabel: .* write namespaceLabels/],
  ])('%j of a peer is a mistake of plain JavaScript, with its path', (options, message) => {
    expect(() => database({ networkPolicy: NetworkAccess.clients([NetworkPeer.pods(options as any)]) })).toThrow(message);
  });

  test.each<[NetworkAccess | string, RegExp]>([
    ['members', /CS107 networkPolicy: got 'members', allowed is a NetworkAccess; use NetworkAccess\.members\(\) or NetworkAccess\.clients\(\)/],
    [NetworkAccess.clients(SHOP as any), /CS107 networkPolicy\.clients: .*a list/],
    [NetworkAccess.clients(['shop' as any]), /CS107 networkPolicy\.clients\[0\]: got 'shop', allowed is a NetworkPeer; use NetworkPeer\.pods\(\)/],
    [NetworkAccess.members({ metrics: [NetworkPeer.workload({ selectorLabels: { app: 'shop' } } as any)] }), /CS107 networkPolicy\.metrics\[0\]\.workload: .*an IWorkload/],
    [NetworkAccess.members({ metrics: [NetworkPeer.cidr(10 as any)] }), /CS107 networkPolicy\.metrics\[0\]\.cidr: got 10/],
  ])('a value of another type is a mistake of plain JavaScript %#', (networkPolicy, message) => {
    expect(() => database({ networkPolicy: networkPolicy as any })).toThrow(message);
  });
});

describe('parseNetwork', () => {
  test.each([
    ['192.168.1.0/24', '11000000' + '10101000' + '00000001' + '00000000'],
    ['::/0', '0'.repeat(128)],
    ['::1/128', '0'.repeat(127) + '1'],
    ['8000::/1', '1' + '0'.repeat(127)],
    ['1:2:3:4:5:6:7:8/128', [1, 2, 3, 4, 5, 6, 7, 8].map(group => group.toString(2).padStart(16, '0')).join('')],
    ['FF00:0:0::1/128', '11111111' + '0'.repeat(119) + '1'],
  ])('%s', (text, bits) => expect(parseNetwork(text)!.bits).toBe(bits));

  test.each(['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/-1', '010.0.0.0/8', '10.0.0/8', 'a/8', '10.0.0.0/8 ', '::/129',
    '::1::/64', '1:2:3:4:5:6:7/64', 'fe80::1%eth0/64', '::ffff:10.0.0.0/104', '[::]/0'])('%j is none', text =>
    expect(parseNetwork(text)).toBeUndefined());
});
