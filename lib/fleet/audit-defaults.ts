export { AUDIT_RULES as DEFAULT_AUDIT_RULES } from '../kubernetes';
