import { ADOPTIONS } from './adopt';
import { DAEMONS } from './daemons';
import { ETCD } from './etcd';
import { EXPANSIONS } from './expand';
import { RENAMINGS } from './identity';
import { JAVA_APP } from './java-app';
import { NODE_FAILURE } from './nodes';
import { POSTGRES } from './postgres';
import { REVIEWS } from './reviews';
import { STORAGE } from './storage';
import { Scenario } from '../scenario';

/** Tasks that run side by side. */
export const SHARED_NODES: Scenario[] = [
  ...ADOPTIONS, ...EXPANSIONS, ...RENAMINGS, ...POSTGRES, ...ETCD, JAVA_APP, ...DAEMONS, ...STORAGE, REVIEWS,
];

/** Tasks in which nodes die. */
export const EXCLUSIVE_NODES: Scenario[] = [NODE_FAILURE];
