import about from '../../package.json' with { type: 'json' }

export const FABULA_VERSION: string = about.version
