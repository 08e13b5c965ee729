import type { Item } from './inputs.ts'

/** What the items that a function is about have in common: as Python over the item's name, and as it is here. */
export interface Property {
  python: string
  holds(item: Item): boolean
}

type Rule = readonly [name: RegExp, python: string, holds: (item: never, k: number) => boolean]

const vowel = /[aeiou]/i
const has = (text: string, char: string) => text.includes(char)

/** By the annotation of the argument; `K` is the number at the end of a name, or in it. */
const RULES: Record<string, readonly Rule[]> = {
  'list[int]': [
    [/^even_numbers$/, 'n % 2 == 0', (n: number) => n % 2 === 0],
    [/^odd_numbers$/, 'n % 2 == 1', (n: number) => n % 2 !== 0],
    [/^negative_numbers$/, 'n < 0', (n: number) => n < 0],
    [/^positive_numbers$/, 'n > 0', (n: number) => n > 0],
    [/^zeros$/, 'n == 0', (n: number) => n === 0],
    [/^two_digit_numbers$/, '10 <= abs(n) <= 99', (n: number) => Math.abs(n) >= 10 && Math.abs(n) <= 99],
    [/^square_numbers$/, 'n >= 0 and round(n ** 0.5) ** 2 == n', (n: number) => n >= 0 && Number.isInteger(n ** 0.5)],
    [/^primes$/, 'n > 1 and all(n % d != 0 for d in range(2, n))', isPrime],
    [/^palindromic_numbers$/, 'str(n) == str(n)[::-1]', (n: number) => isPalindrome(String(n))],
    [/^powers_of_two$/, 'n > 0 and n & (n - 1) == 0', (n: number) => n > 0 && Number.isInteger(Math.log2(n))],
    [/^multiples_of_(\d+)$/, 'n % K == 0', (n: number, k) => n % k === 0],
    [/^numbers_above_(\d+)$/, 'n > K', (n: number, k) => n > k],
    [/^numbers_below_(\d+)$/, 'n < K', (n: number, k) => n < k],
    [/^divisors_of_(\d+)$/, 'n != 0 and K % n == 0', (n: number, k) => n !== 0 && k % n === 0],
    [/^numbers_with_digit_sum_(\d+)$/, 'sum(int(d) for d in str(abs(n))) == K', (n: number, k) => digitSum(n) === k],
    [/^numbers_ending_in_(\d)$/, "str(n).endswith('K')", (n: number, k) => String(n).endsWith(String(k))],
  ],
  'tuple[float, ...]': [
    [/^positive_values$/, 'x > 0', (x: number) => x > 0],
    [/^negative_values$/, 'x < 0', (x: number) => x < 0],
    [/^whole_values$/, 'x == int(x)', (x: number) => Number.isInteger(x)],
    [/^proper_fractions$/, '0 < x < 1', (x: number) => x > 0 && x < 1],
    [/^values_above_(\d+)$/, 'x > K', (x: number, k) => x > k],
    [/^values_below_(\d+)$/, 'x < K', (x: number, k) => x < k],
    [/^values_within_(\d+)_of_zero$/, 'abs(x) <= K', (x: number, k) => Math.abs(x) <= k],
    [/^values_rounding_to_(\d+)$/, 'round(x) == K', (x: number, k) => Math.round(x) === k],
  ],
  'list[str]': [
    [/^palindromes$/, 'word.lower() == word.lower()[::-1]', (w: string) => isPalindrome(w.toLowerCase())],
    [/^capitalized_words$/, 'word[:1].isupper()', (w: string) => /^[A-Z]/.test(w)],
    [/^uppercase_words$/, 'word.isupper()', (w: string) => /[A-Z]/.test(w) && w === w.toUpperCase()],
    [
      /^words_starting_with_a_vowel$/,
      "word.lower().startswith(('a', 'e', 'i', 'o', 'u'))",
      (w: string) => vowel.test(w.charAt(0)),
    ],
    [/^words_ending_in_s$/, "word.endswith('s')", (w: string) => w.endsWith('s')],
    [/^words_with_double_letters$/, 'any(a == b for a, b in zip(word, word[1:]))', (w: string) => /(.)\1/.test(w)],
    [/^words_without_vowels$/, "not any(char in 'aeiou' for char in word.lower())", (w: string) => !vowel.test(w)],
    [/^words_with_a_hyphen$/, "'-' in word", (w: string) => has(w, '-')],
    [/^words_with_a_digit$/, 'any(char.isdigit() for char in word)', (w: string) => /\d/.test(w)],
    [/^words_of_unique_letters$/, 'len(set(word)) == len(word)', (w: string) => new Set(w).size === w.length],
    [/^words_in_letter_order$/, 'list(word) == sorted(word)', (w: string) => [...w].sort().join('') === w],
    [/^words_of_length_(\d+)$/, 'len(word) == K', (w: string, k) => w.length === k],
    [/^words_longer_than_(\d+)$/, 'len(word) > K', (w: string, k) => w.length > k],
    [/^words_shorter_than_(\d+)$/, 'len(word) < K', (w: string, k) => w.length < k],
    [
      /^words_with_(\d+)_vowels$/,
      "sum(char in 'aeiou' for char in word.lower()) == K",
      (w: string, k) => (w.match(/[aeiou]/gi)?.length ?? 0) === k,
    ],
  ],
  str: [
    [/^vowels$/, "char.lower() in 'aeiou'", (c: string) => vowel.test(c)],
    [
      /^consonants$/,
      "char.isalpha() and char.lower() not in 'aeiou'",
      (c: string) => /[a-z]/i.test(c) && !vowel.test(c),
    ],
    [/^digits$/, 'char.isdigit()', (c: string) => /\d/.test(c)],
    [/^letters$/, 'char.isalpha()', (c: string) => /[a-z]/i.test(c)],
    [/^capital_letters$/, 'char.isupper()', (c: string) => /[A-Z]/.test(c)],
    [/^small_letters$/, 'char.islower()', (c: string) => /[a-z]/.test(c)],
    [/^spaces$/, "char == ' '", (c: string) => c === ' '],
    [/^punctuation_marks$/, "char in '.,;:!?'", (c: string) => has('.,;:!?', c)],
    [/^round_brackets$/, "char in '()'", (c: string) => has('()', c)],
    [/^even_digits$/, "char in '02468'", (c: string) => has('02468', c)],
    [/^hexadecimal_digits$/, "char in '0123456789abcdefABCDEF'", (c: string) => /[\da-f]/i.test(c)],
    [/^letters_after_m$/, "'m' < char.lower() <= 'z'", (c: string) => /[n-z]/i.test(c)],
  ],
  'list[list[int]]': [
    [/^empty_rows$/, 'len(row) == 0', (row: number[]) => row.length === 0],
    [
      /^sorted_rows$/,
      'row == sorted(row)',
      (row: number[]) =>
        same(
          row,
          [...row].sort((a, b) => a - b),
        ),
    ],
    [/^symmetric_rows$/, 'row == row[::-1]', (row: number[]) => same(row, [...row].reverse())],
    [/^rows_with_a_zero$/, '0 in row', (row: number[]) => row.includes(0)],
    [/^rows_without_negatives$/, 'all(n >= 0 for n in row)', (row: number[]) => row.every((n) => n >= 0)],
    [/^rows_with_repeats$/, 'len(set(row)) < len(row)', (row: number[]) => new Set(row).size < row.length],
    [/^rows_of_one_number$/, 'len(set(row)) == 1', (row: number[]) => new Set(row).size === 1],
    [/^rows_with_sum_(\d+)$/, 'sum(row) == K', (row: number[], k) => sum(row) === k],
    [/^rows_with_sum_above_(\d+)$/, 'sum(row) > K', (row: number[], k) => sum(row) > k],
    [/^rows_longer_than_(\d+)$/, 'len(row) > K', (row: number[], k) => row.length > k],
    [/^rows_of_length_(\d+)$/, 'len(row) == K', (row: number[], k) => row.length === k],
    [/^rows_with_a_number_above_(\d+)$/, 'any(n > K for n in row)', (row: number[], k) => row.some((n) => n > k)],
  ],
}

/** Of items that nothing is known of: those that are true in Python. */
const ANY: Record<string, Property> = {
  'list[int]': { python: 'n != 0', holds: (item) => item !== 0 },
  'tuple[float, ...]': { python: 'x != 0', holds: (item) => item !== 0 },
  'list[str]': { python: "word != ''", holds: (item) => item !== '' },
  str: { python: "char != ' '", holds: (item) => item !== ' ' },
  'list[list[int]]': { python: 'len(row) > 0', holds: (item) => (item as number[]).length > 0 },
}

export const isKnown = (name: string, annotation: string): boolean =>
  (RULES[annotation] ?? []).some(([pattern]) => pattern.test(name))

/** What a name such as `multiples_of_7` says of the items of an argument of that type. */
export function propertyOf(name: string, annotation: string): Property {
  for (const [pattern, python, holds] of RULES[annotation] ?? []) {
    const found = pattern.exec(name)
    if (!found) continue
    const k = Number(found[1] ?? 0)
    return { python: python.replaceAll('K', String(k)), holds: (item) => holds(item as never, k) }
  }
  return ANY[annotation] ?? { python: 'True', holds: () => true }
}

const isPalindrome = (text: string) => [...text].reverse().join('') === text
const sum = (row: readonly number[]) => row.reduce((total, n) => total + n, 0)
const same = (one: readonly number[], other: readonly number[]) => one.join() === other.join()
const digitSum = (n: number) => sum([...String(Math.abs(n))].map(Number))

function isPrime(n: number): boolean {
  if (n < 2) return false
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}
