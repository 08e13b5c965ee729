import type { Topic } from '../concept.ts'

export const NUMBERS: readonly Topic[] = [
  [
    'algorithms on numbers',
    [
      {
        name: 'the greatest common divisor',
        idea: 'The greatest common divisor of two numbers stays the same when the larger is replaced by its remainder by the smaller. Repeated, this ends at zero, and the other number is the answer.',
        why: 'It needs no list of divisors and is among the oldest methods still in use.',
        mistake:
          'A common mistake is to subtract instead of taking the remainder, which is correct and can be terribly slow.',
        instead: 'Trying all numbers downward finds the same answer after many more steps.',
        cost: 'The number of steps is logarithmic in the smaller number.',
        example:
          '$Who has $n $items of one kind and 24 of another and wants equal boxes with nothing left over, as few boxes as possible from each kind. The size of a box is the greatest common divisor of the two numbers.',
        code: [
          'def common_divisor(a, b):\n    while b != 0:\n        a, b = b, a % b\n    return a\n\nprint(common_divisor($n, 24))',
        ],
        vietnamese: {
          name: 'ước chung lớn nhất',
          idea: 'Ước chung lớn nhất của hai số không đổi khi thay số lớn bằng số dư của nó khi chia cho số nhỏ, lặp lại đến khi gặp số không thì số kia là đáp án.',
          example:
            '$Who có $n $items loại này và 24 loại kia, muốn chia vào các hộp bằng nhau không thừa cái nào. Kích thước của hộp là ước chung lớn nhất của hai số.',
        },
      },
      {
        name: 'testing for prime numbers',
        idea: 'A number above one is prime if no smaller number above one divides it. It is enough to try divisors up to its square root.',
        why: 'If there is a divisor above the root, there is one below it too.',
        mistake: 'A common mistake is to call one a prime, or to stop just before the root.',
        instead: 'A sieve is better when all primes up to a limit are wanted.',
        cost: 'The time is proportional to the square root of the number.',
        example:
          '$Who has $n $items and asks whether they can be laid out as a rectangle with more than one row. They can unless the number is prime; so try every number of rows up to the root.',
        code: [
          'def is_prime(number):\n    divisor = 2\n    while divisor * divisor <= number:\n        if number % divisor == 0:\n            return False\n        divisor += 1\n    return number > 1\n\nprint(is_prime($n))',
        ],
        vietnamese: {
          name: 'kiểm tra số nguyên tố',
          idea: 'Một số lớn hơn một là số nguyên tố nếu không có số nhỏ hơn nào lớn hơn một chia hết nó, và chỉ cần thử các ước đến căn bậc hai.',
          example:
            '$Who có $n $items và hỏi có thể xếp thành hình chữ nhật nhiều hơn một hàng không. Được, trừ khi đó là số nguyên tố, vậy hãy thử mọi số hàng đến căn bậc hai.',
        },
      },
      {
        name: 'digits of a number',
        idea: 'The last digit of a number is its remainder by ten, and what is left is its whole quotient by ten. Repeated, this gives all digits from the right.',
        why: 'The same two lines work in any base, and so for binary numbers as well.',
        mistake: 'A common mistake is to forget that zero has one digit, while the loop finds none.',
        instead: 'Turning the number into a string gives the digits too, but only in base ten.',
        cost: 'There are as many rounds as digits, which is logarithmic in the number.',
        example:
          '$Who checks codes by the sum of their digits and has to do it for $n. Take off the last digit and add it, again and again, until nothing is left.',
        code: [
          'def digit_sum(number):\n    total = 0\n    while number > 0:\n        total += number % 10\n        number //= 10\n    return total\n\nprint(digit_sum($n))',
        ],
        vietnamese: {
          name: 'các chữ số của một số',
          idea: 'Chữ số cuối của một số là số dư khi chia cho mười, phần còn lại là thương nguyên khi chia cho mười, lặp lại thì được mọi chữ số từ phải sang.',
          example:
            '$Who kiểm tra mã bằng tổng các chữ số và phải làm với số $n. Hãy tách chữ số cuối và cộng nó, hết lần này đến lần khác, đến khi không còn gì.',
        },
      },
    ],
  ],
]
