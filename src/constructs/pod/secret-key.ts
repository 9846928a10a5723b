/**
 * One key of an existing Secret. The library never holds the value of a Secret, only its name and key.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export class SecretKey {
  /**
   * @param secretName name of a Secret in the namespace of the workload
   * @param key key in the data of the Secret
   */
  public static of(secretName: string, key: string): SecretKey {
    return new SecretKey(secretName, key);
  }

  private constructor(
    /** Name of the Secret. */
    public readonly secretName: string,
    /** Key in the data of the Secret. */
    public readonly key: string,
  ) {}
}
