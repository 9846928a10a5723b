import { ST01 } from './st01-no-governing-service';
import { ST18 } from './st18-class-not-there';
import { Rule } from '../rule';

/** All rules, in the order of their ids. */
export const RULES: Rule[] = [ST01, ST18];
