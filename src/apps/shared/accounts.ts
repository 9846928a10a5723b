import { k8s } from 'cdk8s-plus-27';
import { SecretKey } from '../../constructs/pod/secret-key';
import { DATA_KEY } from '../../constructs/pod/secret-key-check';
import { Volume } from '../../constructs/pod/volume';
import { Finding, error } from '../../constructs/support/finding';
import { input, makeOf } from '../../constructs/support/input';
import { IN_THE_CLUSTER, SUBDOMAIN_NAME, checkName } from '../../constructs/support/names';

/** A user of a database, in addition to those of the app. */
export interface AccountProps {
  /** Name of the user. */
  readonly name: string;

  /** Password of the user. The app sets it at each start, so a changed Secret takes effect when the members restart. */
  readonly password: SecretKey;
}

/** A database, in addition to the database of the app. It is created once, and never deleted. */
export interface DatabaseProps {
  /** Name of the database. */
  readonly name: string;

  /**
   * Name of the user to whom the database belongs.
   *
   * @default - the owner of the database of the app
   */
  readonly owner?: string;
}

/** A script of a database, as one key of an existing ConfigMap or Secret in the namespace of the app. */
export class ScriptSource {
  /** A key of a ConfigMap. */
  public static configMap(configMapName: string, key: string): ScriptSource {
    return makeOf(ScriptSource, [...input('string', configMapName, 'configMapName'), ...input('string', key, 'key')],
      () => new ScriptSource('configmap', configMapName, key));
  }

  /** A key of a Secret, for a script with confidential data. */
  public static secret(secretName: string, key: string): ScriptSource {
    return makeOf(ScriptSource, [...input('string', secretName, 'secretName'), ...input('string', key, 'key')],
      () => new ScriptSource('secret', secretName, key));
  }

  private constructor(
    private readonly kind: 'configmap' | 'secret',
    /** Name of the ConfigMap or Secret. */
    public readonly objectName: string,
    /** Key in the data of the object. */
    public readonly key: string,
  ) {}

  /**
   * By this name, a database knows which scripts it has run.
   * @internal
   */
  public get _id(): string {
    return `${this.kind}/${this.objectName}/${this.key}`;
  }

  /** @internal */
  public _projection(path: string): k8s.VolumeProjection {
    const source = { items: [{ key: this.key, path }], name: this.objectName };
    return this.kind === 'secret' ? { secret: source } : { configMap: source };
  }

  /** @internal */
  public _check(prop: string): Finding[] {
    return [
      ...checkName('CS132', prop, this.objectName, SUBDOMAIN_NAME, IN_THE_CLUSTER),
      ...DATA_KEY.test(this.key) ? [] : [error('CS132', prop, this.key, 'a key of letters, digits, -, _ and .', 'name a key of the object')],
    ];
  }
}

/** A script that the app runs once in a database. */
export interface InitScript {
  /** The script. A database knows it by the kind, name and key of its object: under another name, it runs again. */
  readonly source: ScriptSource;

  /**
   * Database in which the script runs.
   *
   * @default - the database of the app
   */
  readonly databaseName?: string;
}

/** The scripts in one directory, as `0`, `1` and so on. */
export function scriptsVolume(name: string, scripts: InitScript[]): Volume {
  return Volume.custom({ name, projected: { sources: scripts.map(({ source }, i) => source._projection(`${i}`)) } });
}
