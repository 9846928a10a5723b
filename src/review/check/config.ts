import { listIn, mapIn, readConfig, refuseOthers, wrong } from './config-file';
import { Suppression, isDay, isRule } from './suppression';
import { Release, releaseOf } from '../../catalog/kubernetes/release';
import { Profile, ProfileClass } from '../inventory/profile';

/** Reads a profile: `kubernetes: "1.34"`, `zones: {a: 2}`, `storageClasses: [{name: …}]`. */
export function readProfile(file: string): Profile {
  const { kubernetes, zones, storageClasses, ...others } = mapIn(file, file, readConfig(file));
  refuseOthers(file, others, 'kubernetes, zones and storageClasses');
  return {
    ...kubernetes === undefined ? {} : versionOf(file, kubernetes),
    zones: zones === undefined ? undefined : Object.fromEntries(Object.entries(mapIn(file, 'zones', zones)).map(([zone, nodes]) => [
      zone, Number.isInteger(nodes) && (nodes as number) >= 0 ? nodes as number : wrong(file, `zones.${zone}`, nodes, 'the number of its nodes'),
    ])),
    storageClasses: storageClasses === undefined ? undefined : listIn(file, 'storageClasses', storageClasses).map((entry, i): ProfileClass => {
      const known = mapIn(file, `storageClasses[${i}]`, entry);
      // As it stands in the cluster, too: `kubectl get storageclass -o yaml` has the name in metadata.
      const name = known.name ?? (known.metadata as any)?.name;
      return typeof name === 'string' ? { ...known, name } : wrong(file, `storageClasses[${i}].name`, name, 'the name of a StorageClass');
    }),
  };
}

/** Reads suppressions: a list of `{rule, objects, reason, until}`. */
export function readSuppressions(file: string): Suppression[] {
  return listIn(file, file, readConfig(file)).map((entry, i): Suppression => {
    const at = (prop: string) => `[${i}].${prop}`;
    const { rule, objects, reason, until, ...others } = mapIn(file, `[${i}]`, entry);
    refuseOthers(file, others, 'rule, objects, reason and until');
    return {
      rule: typeof rule === 'string' && isRule(rule) ? rule : wrong(file, at('rule'), rule, 'the id of a rule, such as ST22'),
      objects: objects === undefined ? undefined
        : listIn(file, at('objects'), objects).map(object => typeof object === 'string' && object.includes('/')
          ? object : wrong(file, at('objects'), object, "names such as 'StatefulSet/orders' or 'StatefulSet/*'")),
      reason: typeof reason === 'string' && reason.trim() !== ''
        ? reason
        : wrong(file, at('reason'), reason, 'a sentence that explains the suppression'),
      until: until === undefined ? undefined
        : typeof until === 'string' && isDay(until) ? until : wrong(file, at('until'), until, "a date, such as '2027-01-31'"),
      origin: `${file}: [${i}]`,
    };
  });
}

/** Reads fingerprints that `--write-baseline` wrote. */
export function readBaseline(file: string): string[] {
  const { findings } = mapIn(file, file, readConfig(file));
  return listIn(file, 'findings', findings).map((entry, i) => {
    const { fingerprint } = mapIn(file, `findings[${i}]`, entry);
    return typeof fingerprint === 'string'
      ? fingerprint
      : wrong(file, `findings[${i}].fingerprint`, fingerprint, 'a fingerprint that --write-baseline wrote');
  });
}

/** Release of `1.34` or `1.35.4`. */
export function versionOf(where: string, version: unknown): Release {
  return releaseOf(String(version)) ?? wrong(where, 'kubernetes', version, "a version in quotes, such as '1.34' or '1.35.4'");
}
