import { ETCD } from './etcd';
import { FLUENTD } from './fluentd';
import { JAVA_APP } from './java-app';
import { NODE_EXPORTER } from './node-exporter';
import { POSTGRES } from './postgres';
import { AppCase } from '../case';

/** The cases of all apps. */
export const CASES: AppCase[] = [ETCD, FLUENTD, JAVA_APP, NODE_EXPORTER, POSTGRES];
