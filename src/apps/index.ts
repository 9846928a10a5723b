export * from './app-props';
export * from './backup-props';
export * from './node-exporter';
export * from './postgres';
export * from './postgres-props';
