import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { sarif } from './sarif';
import { terminal } from './terminal';
import { DiffReport } from '../../../review/diff/diff';
import { Output } from '../write';

/** All output formats, by name. */
export const DIFF_OUTPUTS: { readonly [format: string]: Output<DiffReport> } = { terminal, json, markdown, sarif, junit, github };
