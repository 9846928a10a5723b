import { singleLine } from './text';
import { Output } from './write';
import { Problem } from '../../review/manifests/source';

/** The images of manifests, and the parts that were not read. */
export interface ImagesReport {
  readonly images: string[];
  readonly problems: Problem[];
  readonly skipped: Problem[];
}

/** The output formats, by name: an image in each line, and JSON as in docs/reference/images.schema.json. */
export const IMAGES_OUTPUTS: { readonly [format: string]: Output<ImagesReport> } = {
  terminal: ({ images }) => images.map(image => `${singleLine(image)}\n`).join(''),
  json: report => `${JSON.stringify({ version: 1, ...report }, undefined, 2)}\n`,
};
