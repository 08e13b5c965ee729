// The package has no types. Each table gives the base of an irregular form.
declare module 'wink-lexicon/src/wn-*' {
  const baseByForm: Record<string, string>
  export default baseByForm
}
