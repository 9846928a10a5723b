import { CASSANDRA } from './cassandra';
import { CONSUL } from './consul';
import { DRUPAL } from './drupal';
import { ELASTICSEARCH } from './elasticsearch';
import { ETCD } from './etcd';
import { EngineFacts } from './facts';
import { GITLAB } from './gitlab';
import { JENKINS } from './jenkins';
import { JOOMLA } from './joomla';
import { KAFKA } from './kafka';
import { LOGSTASH } from './logstash';
import { MARIADB } from './mariadb';
import { MONGODB } from './mongodb';
import { MYSQL } from './mysql';
import { NEXUS } from './nexus';
import { OPENSEARCH } from './opensearch';
import { POSTGRESQL } from './postgresql';
import { RABBITMQ } from './rabbitmq';
import { REDIS } from './redis';
import { SELENIUM_GRID } from './selenium';
import { SONARQUBE } from './sonarqube';
import { SUGARCRM } from './sugarcrm';
import { VALKEY } from './valkey';
import { WORDPRESS } from './wordpress';
import { ZOOKEEPER } from './zookeeper';

/** All engines that the library knows. */
export const ENGINES: EngineFacts[] = [
  POSTGRESQL, MONGODB, MYSQL, MARIADB, REDIS, VALKEY, CASSANDRA, ELASTICSEARCH, OPENSEARCH, LOGSTASH,
  KAFKA, RABBITMQ, WORDPRESS, JOOMLA, DRUPAL, SUGARCRM, CONSUL, ZOOKEEPER, ETCD,
  JENKINS, GITLAB, SONARQUBE, SELENIUM_GRID, NEXUS,
];
