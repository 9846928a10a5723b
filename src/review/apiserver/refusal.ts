import { Path } from '../manifests/source';

/** An update that the API server refuses. */
export interface Refusal {
  /** What cannot be changed, or not so. */
  readonly path: Path;
  /** The server's rule, as it says it. */
  readonly rule: string;
  /** Whether the server accepts a client-side apply of the same change: `kubectl apply` without `--server-side`, and Helm 3. */
  readonly isServerSideOnly?: boolean;
}
