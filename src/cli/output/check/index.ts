import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { sarif } from './sarif';
import { terminal } from './terminal';
import { Report } from '../../../review/check/check';
import { Output } from '../write';

/** All output formats, by name. */
export const CHECK_OUTPUTS: { readonly [format: string]: Output<Report> } = { terminal, json, markdown, sarif, junit, github };
