import { k8s } from 'cdk8s-plus-27';
import { ConfigFiles } from './config-files';
import { holdsCredential, looksLikeCredential } from '../../catalog/credentials';
import { Finding, error, warning, words } from '../support/finding';

/** A line of a config file that sets a password. `#{…}` is a reference in files that Ruby reads. */
const CREDENTIAL_LINE =
  /^[^#;\n]*(password|passwd|requirepass|masterauth|secret_?key|api_?key)["']?(\s*[:=]\s*|\s+)["']?(?![\s"'${<%:=]|#\{|$)[^\s"']+/im;

const HIDDEN = words('a literal value, not shown here');

/** Errors for credentials in environment variables and arguments, and a warning for credentials in config files. */
export function checkCredentials(env: { [name: string]: string } | undefined, { config, liveConfig, configFiles }: ConfigFiles,
  containers: k8s.Container[]): Finding[] {
  return [
    ...Object.entries(env ?? {}).filter(([name, value]) => looksLikeCredential(name, value)).map(([name]) => credential(`env.${name}`)),
    ...containers.flatMap(checkContainer),
    ...checkFiles('config', config),
    ...checkFiles('liveConfig', liveConfig),
    ...checkFiles('configFiles', configFiles),
  ];
}

function checkFiles(prop: string, files: { [file: string]: string } | undefined): Finding[] {
  return files === undefined ? [] : Object.entries(files).filter(([, text]) => typeof text === 'string' && CREDENTIAL_LINE.test(text)).map(([file]) =>
    warning('CS521', `${prop}.${file}`, words('a line that sets a password or key, not shown here'),
      'a reference that the engine reads from a file or the environment',
      'keep the value in a Secret, because many users can read ConfigMaps; acknowledge the warning if the line contains no credential'));
}

function checkContainer(container: k8s.Container): Finding[] {
  const at = `container '${container.name}'`;
  return [
    ...(container.env ?? []).filter(e => looksLikeCredential(e.name, e.value)).map(e => credential(`${at} env.${e.name}`)),
    ...[...container.command ?? [], ...container.args ?? []].filter(holdsCredential).map(() => credential(`${at} args`)),
  ];
}

function credential(prop: string): Finding {
  return error('CS120', prop, HIDDEN, 'no credential in plain text',
    "put it into a Secret and name the key with secretEnv: SecretKey.of('secret', 'key')");
}
