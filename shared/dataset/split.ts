/** The parts of a dataset, in the order in which they are told of. */
export const SPLITS = ['train', 'validation', 'test'] as const

export type Split = (typeof SPLITS)[number]
