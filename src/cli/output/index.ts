import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { sarif } from './sarif';
import { terminal } from './terminal';
import { Report } from '../../review/check';

/** A report as text. `colors` is for people who look at it. */
export type Output = (report: Report, colors: boolean) => string;

/** All forms, by the name that `--output` takes. */
export const OUTPUTS: { readonly [format: string]: Output } = { terminal, json, markdown, sarif, junit, github };
