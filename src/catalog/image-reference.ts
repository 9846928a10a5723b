const DOCKER_HUB = ['docker.io', 'index.docker.io'];
const LABEL = '[a-z\\d](?:[a-z\\d-]*[a-z\\d])?';
/** A registry host with a dot or a port, or localhost, and a path: https://github.com/distribution/reference/blob/main/reference.go */
const REGISTRY = new RegExp('^(?=[^/]*[.:]|localhost(?:/|$))'
  + `(?:${LABEL}(?:\\.${LABEL})*|\\[[a-f\\d:]+\\])(?::\\d{1,5})?(?:/[a-z\\d]+(?:(?:[._]|__|-+)[a-z\\d]+)*)*$`);

/** Maximum length of a registry with its path. A repository name has at most 255 characters, and the names of default images have fewer than 55. */
export const REGISTRY_MAX = 200;

/** Registry of an image, if the image names one, and the rest: repository, tag and digest. */
export interface ImageParts {
  readonly registry?: string;
  readonly rest: string;
}

/**
 * The parts of an image. The part before the first slash is a registry if it has a dot or a port, or is `localhost`.
 *
 * @see https://github.com/distribution/reference/blob/main/normalize.go
 */
export function imageParts(image: string): ImageParts {
  const [, registry, rest] = /^(?:([^/]*[.:][^/]*|localhost)\/)?(.*)$/s.exec(image)!;
  return { registry, rest };
}

/**
 * The copy of an image in another registry, or below a path of it. The copy has the repository, tag and digest of the image. The repositories of
 * official images of Docker Hub begin with `library/`. `oc mirror`, the mirrors of container runtimes, and pull-through caches keep
 * repositories in the same way.
 *
 * @see https://github.com/containerd/containerd/blob/main/docs/hosts.md
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-working.html
 */
export function mirroredImage(image: string, mirror: string): string {
  const { registry, rest } = imageParts(image);
  const isOfficial = (registry === undefined || DOCKER_HUB.includes(registry)) && !rest.split('@')[0].includes('/');
  return `${mirror}/${isOfficial ? 'library/' : ''}${rest}`;
}

/** Whether a text is a registry, or a path of one, that images can be below: `registry.example.com:5000/mirror`. */
export function isRegistry(text: unknown): text is string {
  return typeof text === 'string' && text.length <= REGISTRY_MAX && REGISTRY.test(text);
}
