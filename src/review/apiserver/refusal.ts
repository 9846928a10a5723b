import { Path } from '../manifests/source';

/** An update that the API server refuses. */
export interface Refusal {
  /** What cannot be changed, or not so. */
  readonly path: Path;
  /** The server's rule, as it says it. */
  readonly rule: string;
}
