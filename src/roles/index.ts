/** Which role may do what, in one table. */
export {
  carriesReleases,
  mayDo,
  OPERATOR_ROLES,
  PERMISSIONS,
  roleFor,
  whoMay,
  type Action,
  type OperatorRole,
} from './permissions.ts';
