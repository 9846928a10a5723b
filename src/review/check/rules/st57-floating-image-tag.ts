import { isFloatingTag } from '../../../catalog/engines/image';
import { enginesOf } from '../../inventory/data-directory';
import { hasPersistentMount } from '../../inventory/mounts';
import { Rule, found } from '../rule';

/** A major version with the base of the image, or a moving name: `16-alpine`, `8-jammy`, `stable`, `lts`. */
const MOVES = /^[^@]*:(v?\d+-(?!\d)[^/:]*|[a-z][a-z-]*)$/;
const KEEPS_NOTHING = ['Selenium Grid'];

export const ST57: Rule = {
  id: 'ST57',
  severity: 'loses-data',
  title: 'Floating image tag of an engine',
  looksAt: 'image tags of engines that keep data',
  why: 'A restarted pod may pull a newer version that changes the data format, and the former version cannot read the new format.',
  fix: 'Use the full version, or a digest.',
  link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  check: inventory => inventory.workloads.flatMap(workload => enginesOf(workload)
    .filter(({ engine, container: { image } }) => !KEEPS_NOTHING.includes(engine.name) && (isFloatingTag(image) || MOVES.test(image)))
    // Without persistent data there is no older data format. A StatefulSet is assumed to keep data.
    .filter(({ container }) => workload.resource.kind === 'StatefulSet' || hasPersistentMount(workload, container))
    .map(({ engine, container, path }) =>
      found(workload.resource, [...path, 'image'], `runs ${engine.name} from '${container.image}', which is not a full version`))),
};
