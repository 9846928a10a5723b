import { apps } from '../../../src';
import { path, port } from '../../properties/arbitraries';
import { APP, MONITORED, appCase } from '../case';

export const NODE_EXPORTER = appCase<apps.NodeExporterProps>({
  title: 'NodeExporter',
  file: 'node-exporter',
  type: apps.NodeExporter,
  defaults: { name: 'node-exporter' },
  everything: {
    ...APP,
    image: 'registry.example.com/node-exporter:1.12.1',
    port: 9101,
    ...MONITORED,
    textfileDirectory: '/var/lib/node-exporter',
    followMounts: false,
    extraArgs: ['--no-collector.wifi'],
  },
  errors: [
    ['CS125', { port: 0 }, { port: 65535 }],
    ['CS191', { textfileDirectory: 'metrics' }, { textfileDirectory: '/metrics' }],
  ],
  generated: { port, textfileDirectory: path },
});
