/** A root key, as Key Protect names it. */
export const IBM_KEY = {
  instanceId: '53369322-958b-421c-911a-c9ae8d5156d1',
  keyId: '47a985d1-5f5e-4477-93fc-12ce9bae343f',
  crn:
    'crn:v1:bluemix:public:kms:eu-de:a/0123456789abcdef0123456789abcdef:' +
    '53369322-958b-421c-911a-c9ae8d5156d1:key:47a985d1-5f5e-4477-93fc-12ce9bae343f',
} as const;
