import { templatesOf } from '../../inventory/inventory';
import { Path } from '../../manifests/source';
import { Rule, found } from '../rule';

const OF_A_RELEASE = /^(app\.kubernetes\.io\/version|helm\.sh\/chart|chart|release-version|git-?(sha|commit)|commit|build)$/;

/** A value without digits, such as the name of a chart, does not change with the release. */
const CONSTANT = /^[A-Za-z-]+$/;

/** `1.4.2`, `v1.4.2-rc.1` or a commit; neither the variant `v1` of a mesh, nor an address. */
const VALUE_OF_A_RELEASE = /^(v?\d+\.\d+\.\d+(?!\.?\d)|[0-9a-f]{40}$)/;

export const ST63: Rule = {
  id: 'ST63',
  severity: 'error',
  title: 'Version label in an immutable field',
  looksAt: 'labels in selectors of workloads and in claim templates',
  why: 'Selectors and claim templates are immutable: the API server rejects the next release.',
  fix: 'Remove version labels from selectors and claim templates. Pods may have them.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
  check: inventory =>
    inventory.workloads.filter(({ resource }) => ['StatefulSet', 'Deployment', 'DaemonSet'].includes(resource.kind)).flatMap(({ resource }) => {
      const places: [Path, object][] = [
        [['spec', 'selector', 'matchLabels'], resource.spec.selector?.matchLabels ?? {}],
        ...templatesOf(resource).map((template, i): [Path, object] =>
          [['spec', 'volumeClaimTemplates', i, 'metadata', 'labels'], template.metadata?.labels ?? {}]),
      ];
      const expressions: any[] = resource.spec.selector?.matchExpressions ?? [];
      const inExpressions = expressions.flatMap(({ key, values }, i) =>
        OF_A_RELEASE.test(key ?? '') || (values ?? []).some((value: string) => VALUE_OF_A_RELEASE.test(value))
          ? [found(resource, ['spec', 'selector', 'matchExpressions', i], `selects by the version label ${key}`)] : []);
      return [...inExpressions,
        ...places.flatMap(([path, labels]) => Object.entries(labels).filter(([key, value]) =>
          (OF_A_RELEASE.test(key) && !(/chart$/.test(key) && CONSTANT.test(value))) || VALUE_OF_A_RELEASE.test(value))
          .map(([key, value]) =>
            found(resource, [...path, key], `has the label ${key}=${value} in ${path.includes('selector') ? 'its selector' : 'a claim template'}`)))];
    }),
};
