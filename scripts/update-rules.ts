import { writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';
import { RULES } from '../src/review/check/rules';
import { UPDATE_RULES } from '../src/review/diff/rules';

/* Generates docs/reference/rules.md and changes.md from the rules. */
const SEVERITIES: { readonly [severity: string]: string } = {
  'error': 'error', 'loses-data': 'loses data', 'availability': 'hurts availability', 'warning': 'warning', 'info': 'info',
};

const sections = RULES.map(({ id, severity, title, looksAt, why, fix, link }) => `## ${heading(id, title)}

*${SEVERITIES[severity]}* – reads ${looksAt}.

${why}

**Fix:** ${fix}

See <${link}>.
`);

writeFileSync(join(ROOT, 'docs', 'reference', 'rules.md'), `# Rules of \`cdk8s-stateful check\`

Generated from the rules. The page [check manifests](../how-to/check-manifests.md) explains how to use them. A finding may explain itself \
more exactly than its rule. There is no ST71: differences between two syntheses are \
[found by comparing them](../how-to/check-manifests.md#what-one-synthesis-does-not-show).

| rule | severity | mistake |
|---|---|---|
${RULES.map(({ id, severity, title }) => `| [${id}](#${anchor(heading(id, title))}) | ${SEVERITIES[severity]} | ${title} |`).join('\n')}

${sections.join('\n')}`);

const VERDICTS: { readonly [verdict: string]: string } = {
  'loses-data': 'loses data or strands it',
  'arms-data-loss': 'arms data loss',
  'refused': 'refused',
  'outage': 'outage',
  'restart': 'restart',
  'unknown': 'unknown',
  'safe': 'safe',
};

writeFileSync(join(ROOT, 'docs', 'reference', 'changes.md'), `# Rules of \`cdk8s-stateful diff\`

Generated from the rules. The page [changes](../how-to/review-changes.md) explains how to use them. The verdict on a change may be \
better than the worst verdict of the rule, and a consequence may explain itself more exactly than its rule.

| rule | worst verdict | change |
|---|---|---|
${UPDATE_RULES.map(({ id, verdict, title }) => `| [${id}](#${anchor(heading(id, title))}) | ${VERDICTS[verdict]} | ${title} |`).join('\n')}

${UPDATE_RULES.map(({ id, verdict, title, looksAt, why, fix, link }) => `## ${heading(id, title)}

*${VERDICTS[verdict]}* – reads ${looksAt}.

${why}

**Fix:** ${fix}

See <${link}>.
`).join('\n')}`);

function heading(id: string, title: string): string {
  return `${id}: ${title}`;
}

/** The anchor of a heading, as on GitHub. */
function anchor(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
}
