import { engineOf, isFloatingTag } from '../../catalog/engines';
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
  check: inventory => inventory.workloads.flatMap(({ resource, pod, podPath }) => (pod.containers ?? []).flatMap((container: any, i: number) => {
    const engine = engineOf(container.image ?? '');
    return engine && !KEEPS_NOTHING.includes(engine.name) && (isFloatingTag(container.image) || MOVES.test(container.image)) ? [found(resource, [...podPath, 'containers', i, 'image'], `runs ${engine.name} from '${container.image}', which names no whole version`)] : [];
  })),
};
