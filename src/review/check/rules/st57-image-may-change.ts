import { isFloatingTag } from '../../../catalog/engines/image';
import { keepsSomething, mountsOf } from '../../inventory/claims-matching';
import { enginesOf } from '../../inventory/data-directory';
import { Rule, found } from '../rule';

/** A major number alone with the base of the image behind it, or a name that moves: `16-alpine`, `8-jammy`, `stable`, `lts`. */
const MOVES = /^[^@]*:(v?\d+-(?!\d)[^/:]*|[a-z][a-z-]*)$/;
const KEEPS_NOTHING = ['Selenium Grid'];

export const ST57: Rule = {
  id: 'ST57',
  severity: 'loses-data',
  title: 'Image of an engine that may be another one tomorrow',
  looksAt: 'tags of images of engines that keep data',
  why: 'A restarted pod pulls a newer version, which changes the format of the data: there is no way back to the old one.',
  fix: 'Name a version to the last number, or a digest.',
  link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  check: inventory => inventory.workloads.flatMap(workload => enginesOf(workload)
    .filter(({ engine, container: { image } }) => !KEEPS_NOTHING.includes(engine.name) && (isFloatingTag(image) || MOVES.test(image)))
    // Data that ends with the pod is never of an older version; a set is there to keep some.
    .filter(({ container }) => workload.resource.kind === 'StatefulSet' || keepsSomething(mountsOf(inventory, workload), container))
    .map(({ engine, container, path }) => found(workload.resource, [...path, 'image'], `runs ${engine.name} from '${container.image}', which names no whole version`))),
};
