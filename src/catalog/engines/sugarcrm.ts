import { EngineFacts, SINGLE } from './facts';

/** Nobody publishes an official image. */
export const SUGARCRM: EngineFacts = {
  ...SINGLE,
  name: 'SugarCRM',
  names: ['sugarcrm', 'suitecrm'],
  keepsPlainFiles: true,
  keepsDataElsewhere: true,
  images: [],
  minGraceSeconds: 30,
  evidence: 'https://docs.suitecrm.com/admin/installation-guide/',
};
