/** The arrows of the house: each rule is one line of docs/architecture.md. */
const domain = '^shared/(recipe|draw|checks|sample|run|dataset|cost|ports)/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-knows-no-function',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|test)/' },
    },
    {
      name: 'functions-know-no-infra',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'functions-do-not-know-each-other',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    { name: 'infra-knows-no-test', severity: 'error', from: { path: '^infra/' }, to: { path: '^test/' } },
    {
      name: 'only-shared-aws-knows-the-sdk-and-middy',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/aws/' },
      to: { path: 'node_modules/(@aws-sdk|@middy|@smithy)/' },
    },
    {
      name: 'domain-knows-only-ports',
      severity: 'error',
      from: { path: domain },
      to: { path: '^shared/(aws|model)/' },
    },
    {
      name: 'only-shared-model-knows-openai',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/model/' },
      to: { path: 'node_modules/openai/' },
    },
    {
      name: 'ports-know-nothing',
      severity: 'error',
      from: { path: '^shared/ports/' },
      to: { path: '^shared/', pathNot: '^shared/ports/' },
    },
    {
      name: 'data-flows-one-way',
      severity: 'error',
      from: { path: '^shared/(recipe|draw|checks|sample)/' },
      to: { path: '^shared/(run|dataset)/' },
    },
    {
      name: 'run-knows-no-dataset',
      severity: 'error',
      from: { path: '^shared/run/' },
      to: { path: '^shared/dataset/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'] },
  },
}
