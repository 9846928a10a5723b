import { set } from './charts';
import { MirroredRule, mirrors } from './rule';
import { NetworkAccess, NetworkPeer } from '../../../src';
import { Manifest } from '../cluster';

const SHOP = { matchLabels: { app: 'x' } };

function policy(peer: object): Manifest[] {
  return [{
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'x' }, spec: { podSelector: SHOP, ingress: [{ from: [peer] }] },
  }];
}

const reached = (peer: NetworkPeer) => set({ networkPolicy: NetworkAccess.clients([peer]) });

/** Rules for NetworkPolicies. */
export const NETWORK: MirroredRule[] = [
  mirrors('CS131', 'a key of a label in a selector is a qualified name', {
    wrong: 'a..b/c',
    right: 'a.b/c',
    props: key => reached(NetworkPeer.pods({ labels: { [key]: 'x' } })),
    byHand: key => policy({ podSelector: { matchLabels: { [key]: 'x' } } }),
    says: /^CS131 networkPolicy\..*[lL]abels: .*a label key/,
    answer: /Invalid value/,
  }),
  mirrors('CS158', 'a network has a prefix length', {
    wrong: '10.0.0.0',
    right: '10.0.0.0/8',
    props: cidr => reached(NetworkPeer.cidr(cidr)),
    byHand: cidr => policy({ ipBlock: { cidr } }),
    says: /^CS158 .* prefix length/,
    answer: /CIDR/,
  }),
  mirrors('CS159', 'an excluded network is a part of the other one', {
    wrong: '11.0.0.0/16',
    right: '10.0.0.0/16',
    props: excluded => reached(NetworkPeer.cidr('10.0.0.0/8', [excluded])),
    byHand: excluded => policy({ ipBlock: { cidr: '10.0.0.0/8', except: [excluded] } }),
    says: /^CS159 /,
    answer: /strict subset/,
  }),
];
