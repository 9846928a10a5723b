import { Finding, error } from '../../constructs/support/finding';
import { LABEL_NAME, checkName } from '../../constructs/support/names';

/** Containers whose entries have several lines. */
export interface FluentdMultiline {
  /**
   * Regular expression of Ruby that matches the first line of an entry, and no other line: `^\d{4}-\d{2}-\d{2}`. Lines
   * before the first match stay as they are.
   */
  readonly firstLine: string;

  /**
   * Name of the containers.
   *
   * @default - all containers
   */
  readonly containerName?: string;

  /**
   * Namespace of their pods.
   *
   * @default - all namespaces
   */
  readonly namespaceName?: string;
}

/**
 * Joins the lines of entries, after the pieces of long lines. An entry that a timeout ends goes on like the others.
 *
 * @see https://docs.fluentd.org/configuration/config-file#match-and-filter-pattern
 */
export function linesOf(multiline: FluentdMultiline[]): string {
  return `\
# The first line of an entry ends the entry before.
<label @LINES>
${multiline.map(filter).join('\n')}
  <match **>
    @type relabel
    @label @ROOT
  </match>
</label>`;
}

function filter({ firstLine, containerName, namespaceName }: FluentdMultiline): string {
  const container = containerName === undefined ? '**' : `**.${containerName}.**`;
  const tag = namespaceName === undefined ? container : `${namespaceName}_${container}`;
  return `\
  <filter kubernetes.var.log.pods.${tag}>
    @type concat
    key message
    multiline_start_regexp '/${firstLine.replace(/['\\]/g, '\\$&')}/'
    stream_identity_key stream
    use_first_timestamp true
    flush_interval 5s
    timeout_label @ROOT
  </filter>`;
}

/** Errors of the containers whose entries have several lines. */
export function checkMultiline(multiline: FluentdMultiline[]): Finding[] {
  return multiline.flatMap(({ firstLine, ...names }, i) => [
    ...firstLine !== '' && !/[\n\r\0]/.test(firstLine) ? [] : [error('CS338', `multiline[${i}].firstLine`, firstLine,
      'a regular expression in one line', 'give the pattern of the first line of an entry')],
    ...(['containerName', 'namespaceName'] as const).flatMap(prop => names[prop] === undefined ? []
      : checkName('CS338', `multiline[${i}].${prop}`, names[prop]!, LABEL_NAME, 'give one name, without a pattern')),
  ]);
}
