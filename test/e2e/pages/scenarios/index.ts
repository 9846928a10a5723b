import { EXPANSIONS } from './expand';
import { RENAMINGS } from './identity';
import { NODE_FAILURE } from './nodes';
import { Scenario } from '../scenario';

/** Tasks that run side by side. */
export const PEACEFUL: Scenario[] = [...EXPANSIONS, ...RENAMINGS];

/** Tasks in which nodes die. */
export const DISTURBING: Scenario[] = [NODE_FAILURE];
