import { JavaAppProps } from './java-app-props';
import { Finding, error, warning } from '../../constructs/support/finding';
import { Jvm, checkJvm, checkOwnVariable } from '../shared/jvm';

/**
 * The variable for agents, which listen on a port: only the launcher `java` reads it. With `JAVA_TOOL_OPTIONS`, `jcmd` and `jstack` in
 * the container would start the agents too, and fail because the port is in use.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#using-the-jdk_java_options-launcher-environment-variable
 */
const LAUNCHER_OPTIONS = 'JDK_JAVA_OPTIONS';
const JMX_CONFIG = '/etc/jmx-exporter/config.yaml';
/** https://github.com/prometheus/prometheus/wiki/Default-port-allocations */
const JMX_PORT = 9404;
/** The configuration of all beans. @see https://prometheus.github.io/jmx_exporter/getting-started/quick-start */
const ALL_BEANS = 'rules:\n- pattern: ".*"\n';

/** The port with metrics, if there is one. */
export function metricsPortOf({ metricsPort, jmxExporter }: JavaAppProps): number | undefined {
  return metricsPort ?? (jmxExporter && JMX_PORT);
}

/** The environment variable that starts the JMX exporter and the debugger; none without them. */
export function agentOptions(props: JavaAppProps): { [variable: string]: string } {
  const { jmxExporter, debugPort } = props;
  const options = [
    ...jmxExporter ? [`-javaagent:${jmxExporter.agentPath}=${metricsPortOf(props)}:${JMX_CONFIG}`] : [],
    // With a port alone, Java 9 and newer would listen on the loopback interface.
    ...debugPort !== undefined ? [`-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:${debugPort}`] : [],
  ];
  return options.length > 0 ? { [LAUNCHER_OPTIONS]: options.join(' ') } : {};
}

/** The config file of the JMX exporter, by its path. */
export function jmxConfig({ jmxExporter }: JavaAppProps): { [path: string]: string } | undefined {
  return jmxExporter && { [JMX_CONFIG]: jmxExporter.config ?? ALL_BEANS };
}

/** Errors and warnings about the props of a JavaApp, in addition to those of its StatefulDatabase. */
export function checkJavaApp(props: JavaAppProps, jvm: Jvm): Finding[] {
  const { jmxExporter, debugPort, env } = props;
  return [
    ...checkJvm(jvm, env),
    ...Object.keys(agentOptions(props)).flatMap(variable => checkOwnVariable(variable, env)),
    ...jmxExporter && !/^\/[^\s='"]+$/.test(jmxExporter.agentPath) ? [error('CS328', 'jmxExporter.agentPath', jmxExporter.agentPath,
      "an absolute path without spaces, quotes and '='", 'give the path of the jar file in the container')] : [],
    ...debugPort === undefined ? [] : [warning('CS571', 'debugPort', debugPort, 'nothing in production',
      'whoever connects to the port can run any code in the process; close the port with networkPolicy, and remove it after debugging')],
  ];
}
