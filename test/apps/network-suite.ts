import { Audience } from './case';
import { CLIENTS, CLIENT_NAMES, METRICS, Network, PROMETHEUS } from './network';
import { NetworkAccess } from '../../src';

/**
 * The tests of who may connect to an app.
 *
 * @param ports the audience of each port
 * @param network the app with all props, and with a policy
 */
export function networkSuite(ports: { readonly [port: number]: Audience }, network: (networkPolicy?: NetworkAccess) => Network): void {
  const audiences = Object.entries(ports).map(([port, audience]) => [Number(port), audience] as const);
  const hasAudience = (wanted: string) => audiences.some(([, audience]) => audience === wanted);
  const options = hasAudience('metrics') ? METRICS : {};
  const everybody = () => Object.keys(network().strangers);
  const expectAccess = (access: NetworkAccess, clients: string[], metrics: string[]) => {
    const made = network(access);
    for (const name of Object.keys(made.members)) {
      // A port that no container declares, such as that of a debugger, is for members only.
      for (const [port, audience] of [...audiences, [5005, 'members'] as const]) {
        if (audience === 'members' || made.members[name].ports!.some(({ containerPort }) => containerPort === port)) {
          expect([name, port, made.whoMayConnect(name, port)]).toEqual([name, port, made.whoShould(name, audience, clients, metrics)]);
        }
      }
    }
    expect(made.unreachableProbes()).toEqual([]);
  };

  test('the case names the audience of each port', () => {
    const declared = Object.values(network().members).flatMap(pod => pod.ports ?? []).map(({ containerPort }) => containerPort);
    expect([...new Set(declared)].sort()).toEqual(audiences.map(([port]) => port).sort());
  });

  test('by default, everybody may connect to every port', () => {
    const made = network();
    expect(made.policies).toEqual([]);
    for (const [name, pod] of Object.entries(made.members)) {
      for (const { containerPort } of pod.ports!) {
        expect(made.whoMayConnect(name, containerPort)).toEqual(made.whoShould(name, 'clients', everybody(), []));
      }
    }
  });

  test('members() leaves the ports of clients open only', () => expectAccess(NetworkAccess.members(), everybody(), []));

  test('metrics are for the peers that the policy names', () => expectAccess(NetworkAccess.members(options), everybody(), [PROMETHEUS]));

  test('clients() opens the ports of clients to them and to the jobs of the app', () => {
    if (hasAudience('clients')) {
      expectAccess(NetworkAccess.clients(CLIENTS, options), CLIENT_NAMES, [PROMETHEUS]);
    } else {
      expect(() => network(NetworkAccess.clients(CLIENTS))).toThrow('CS154 ');
    }
  });
}
