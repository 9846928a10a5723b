import {
  FluentdForwardOptions, FluentdKafkaOptions, FluentdLokiOptions, FluentdS3Options, FluentdSearchOptions,
} from './fluentd-output-props';
import { ResolvedOutput, custom, forward, kafka, loki, s3, search } from './fluentd-output-render';
import { input, makeOf } from '../../constructs/support/input';

/**
 * The output of a log agent.
 *
 * @see https://docs.fluentd.org/output
 */
export class FluentdOutput {
  /** An aggregator with the forward protocol. The agent keeps a chunk until the aggregator has acknowledged it. */
  public static forward(options: FluentdForwardOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdForwardOptions', options), () => new FluentdOutput(forward(options)));
  }

  /** Elasticsearch 8, with one index for each day. A line that is sent twice is one document. */
  public static elasticsearch(options: FluentdSearchOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdSearchOptions', options), () => new FluentdOutput(search('elasticsearch', options)));
  }

  /** OpenSearch, with one index for each day. A line that is sent twice is one document. */
  public static opensearch(options: FluentdSearchOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdSearchOptions', options), () => new FluentdOutput(search('opensearch', options)));
  }

  /**
   * A bucket in Amazon S3 or an object store with its API. Each node writes an object each minute, with one JSON object for
   * each line, compressed with gzip. A chunk that is sent twice is one object.
   */
  public static s3(options: FluentdS3Options): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdS3Options', options), () => new FluentdOutput(s3(options)));
  }

  /**
   * Grafana Loki, with the labels `namespace`, `pod`, `container` and `stream`. A line that is sent twice is one entry. The
   * image of the app must contain the plugin of Grafana, because no official image contains it and the plugins that the app
   * uses: give `image`.
   *
   * @see https://grafana.com/docs/loki/latest/send-data/fluentd/
   */
  public static loki(options: FluentdLokiOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdLokiOptions', options), () => new FluentdOutput(loki(options)));
  }

  /** Apache Kafka, with one JSON object for each line. All replicas in sync acknowledge a line before it leaves the buffer. */
  public static kafka(options: FluentdKafkaOptions): FluentdOutput {
    return makeOf(FluentdOutput, input('FluentdKafkaOptions', options), () => new FluentdOutput(kafka(options)));
  }

  /**
   * Another output, as the content of a `<match>` section without its buffer. The image must contain the plugin.
   *
   * @param text configuration of Fluentd
   * @param secretName name of an existing Secret with the keys of {@link Fluentd.SECRET_KEYS}, which the configuration
   * reads as `"#{ENV['OUTPUT_USERNAME']}"` and `"#{ENV['OUTPUT_PASSWORD']}"`
   */
  public static custom(text: string, secretName?: string): FluentdOutput {
    const slips = [...input('string', text, 'text'), ...secretName === undefined ? [] : input('string', secretName, 'secretName')];
    return makeOf(FluentdOutput, slips, () => new FluentdOutput(custom(text, secretName)));
  }

  private constructor(
    /** @internal */
    public readonly _resolved: ResolvedOutput,
  ) {}
}
