import { Scenario, Step, act, applied, program } from '../scenario';

const bound = (...claims: string[]): Step => act('the claims have their volumes', operator =>
  operator.shell(`kubectl -n shop wait ${claims.map(claim => `pvc/${claim}`).join(' ')} --for=jsonpath='{.status.phase}'=Bound --timeout=8m`));

const is = (command: string, expected: string): Step =>
  act(command, async operator => expect((await operator.shell(command)).trim()).toBe(operator.here(expected)));

/** Storage of makers that the test cluster has not: the server takes the objects, and its controllers bind them. No pod mounts them. */
export const STORAGE: Scenario[] = [
  {
    name: 'storage that exists',
    steps: [
      applied('static-volumes: Use existing storage, ts 1'),
      bound('reports', 'archive'),
      applied('static-volumes: Use existing storage, ts 2'),
      bound('restored'),
      applied('static-volumes: Use existing storage, ts 3'),
      bound('data-orders-0'),
      act('the volume is the one that was kept', operator =>
        operator.shell("volume=$(kubectl -n shop get pvc data-orders-0 -o jsonpath='{.spec.volumeName}')")),
      is('kubectl get pv "$volume" -o jsonpath=\'{.spec.csi.volumeHandle}\'', 'vol-0123456789abcdef1'),
      program('static-volumes: Keep data that is not in the usual directory, ts 1'),
      program('static-volumes: Keep data that is not in the usual directory, ts 2'),
    ],
  },
  {
    name: 'classes that exist',
    steps: [
      program('existing-classes: Use existing StorageClasses, ts 1'),
      applied('existing-classes: Use existing StorageClasses, ts 2'),
      is("kubectl get storageclass special -o jsonpath='{.provisioner} {.parameters.tier}'", 'disk.example.com gold'),
      applied('existing-classes: Use existing StorageClasses, ts 3'),
      is("kubectl get storageclass gp3 -o jsonpath='{.parameters.newParameter}'", 'yes'),
    ],
  },
  {
    name: 'what no prop has',
    steps: [
      applied('escape-hatches: Set fields that have no prop, ts 1'),
      is("kubectl -n shop get service orders -o jsonpath='{.spec.trafficDistribution}'", 'PreferClose'),
      is("kubectl -n shop get statefulset orders -o jsonpath='{.spec.template.spec.runtimeClassName}'", 'gvisor'),
      applied('escape-hatches: Set fields that have no prop, ts 2'),
      is("kubectl -n shop get service orders -o jsonpath='{.metadata.annotations.example\\.com/owner}'", 'orders'),
      applied('escape-hatches: Set fields that have no prop, ts 3'),
      applied('names: Choose names, ts 1'),
      is("kubectl -n shop get service orders-headless -o jsonpath='{.metadata.name}'", 'orders-headless'),
    ],
  },
  {
    name: 'who can connect',
    steps: [
      applied('network-access: Restrict who can connect, ts 1'),
      is("kubectl -n shop get networkpolicy etcd -o jsonpath='{.spec.ingress[2].ports[0].port}'", '2381'),
      applied('network-access: Who can connect to which port, ts 1'),
      is("kubectl -n shop get networkpolicy orders -o jsonpath='{.spec.ingress[1].from[0].podSelector.matchLabels.app\\.kubernetes\\.io/name}'", 'shop'),
    ],
  },
];
