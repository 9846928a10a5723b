import { DAEMONS } from './daemons';
import { EXPANSIONS } from './expand';
import { RENAMINGS } from './identity';
import { JAVA_APP } from './java-app';
import { NODE_FAILURE } from './nodes';
import { STORAGE } from './storage';
import { Scenario } from '../scenario';

/** Tasks that run side by side. */
export const PEACEFUL: Scenario[] = [...EXPANSIONS, ...RENAMINGS, JAVA_APP, ...DAEMONS, ...STORAGE];

/** Tasks in which nodes die. */
export const DISTURBING: Scenario[] = [NODE_FAILURE];
