import { Finding, error } from '../../../constructs/support/finding';

/** What users of an app may set themselves. */
export interface SettingRules {
  /** How the engine writes names. */
  readonly name: RegExp;
  /** The same in words: `names of settings as PostgreSQL writes them`. */
  readonly names: string;
  /** Remedy for another name, with the reaction of the engine to it. */
  readonly remedy: string;
  /** Names that only the app sets: identities, directories, ports, and the limits that protect the data. */
  readonly owned: string[];
  /** Whether a setting can be empty. */
  readonly empty: boolean;
}

/** Errors about the settings of a user, which override those that the app computes. */
export function checkExtraSettings(settings: { [name: string]: string } | undefined, rules: SettingRules): Finding[] {
  return Object.entries(settings ?? {}).flatMap(([name, value]) => {
    if (!rules.name.test(name)) {
      return [error('CS307', 'extraSettings', name, rules.names, rules.remedy)];
    } else if (rules.owned.includes(name)) {
      return [error('CS307', `extraSettings.${name}`, value, 'nothing: the app sets it', 'leave it out, and use the props of the app')];
    } else if (/[\n\r\0]/.test(value) || (value === '' && !rules.empty)) {
      return [error('CS307', `extraSettings.${name}`, value, 'a value of one line', 'write the value as in the manual of the engine')];
    }
    return [];
  });
}
