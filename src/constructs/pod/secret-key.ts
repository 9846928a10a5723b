/**
 * One key of an existing Secret. The library never holds a secret value, only where it is.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class SecretKey {
  /**
   * @param secretName name of a Secret in the namespace of the workload
   * @param key key within the Secret's data
   */
  public static of(secretName: string, key: string): SecretKey {
    return new SecretKey(secretName, key);
  }

  private constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Key within the Secret's data. */
    public readonly key: string,
  ) {}
}
