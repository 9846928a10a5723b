import { writeFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './examples';
import { RULES } from '../src/review/rules';

/* Rewrites docs/reference/rules.md from the rules themselves. */
const SEVERITIES: { readonly [severity: string]: string } = {
  'error': 'error', 'loses-data': 'loses data', 'availability': 'hurts availability', 'warning': 'warning', 'info': 'info',
};

const sections = RULES.map(({ id, severity, title, looksAt, why, fix, link }) => `## ${id}: ${title.charAt(0).toLowerCase()}${title.slice(1)}

*${SEVERITIES[severity]}* – looks at ${looksAt}.

${why}

**What to do:** ${fix}

See <${link}>.
`);

writeFileSync(join(ROOT, 'docs', 'reference', 'rules.md'), `# Rules of \`cdk8s-stateful check\`

Made from the rules by the build; how they are used is on the page [check manifests](../how-to/check-manifests.md). There is no ST71.

| rule | severity | mistake |
|---|---|---|
${RULES.map(({ id, severity, title }) => `| [${id}](#${anchor(`${id}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`)}) | ${SEVERITIES[severity]} | ${title} |`).join('\n')}

${sections.join('\n')}`);

/** As GitHub makes it of a heading. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
}
