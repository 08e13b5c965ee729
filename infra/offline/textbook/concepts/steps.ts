import type { Topic } from '../concept.ts'

export const STEPS: readonly Topic[] = [
  [
    'loops',
    [
      {
        name: 'running totals',
        idea: 'A running total is a variable that starts at a neutral value and takes in one item of a list after the other. When the loop ends, it holds the result for all of them.',
        why: 'Sums, products, counts and longest values all follow this one pattern.',
        mistake:
          'A common mistake is to set the total back to zero inside the loop, so that only the last item counts.',
        instead: 'For sums there is a built-in function; the loop is worth knowing for everything that has none.',
        cost: 'Each item is touched once, so the time is proportional to the length of the list, and the extra space is constant.',
        example:
          '$Who adds up $measure, but leaves out those below zero, which come from a broken sensor. Start at zero, look at each value in turn, and add it only if it is not negative.',
        code: [
          'def total($ms):\n    result = 0\n    for value in $ms:\n        if value >= 0:\n            result += value\n    return result\n\nprint(total([$nums, -5]))',
        ],
        vietnamese: {
          name: 'tổng cộng dồn',
          idea: 'Tổng cộng dồn là một biến bắt đầu từ giá trị trung hòa rồi nhận lần lượt từng phần tử của danh sách, đến khi vòng lặp kết thúc thì nó giữ kết quả của tất cả.',
          example:
            '$Who cộng $measure lại, nhưng bỏ qua những số âm do máy đo hỏng. Hãy bắt đầu từ số không, xét từng giá trị, và chỉ cộng khi nó không âm.',
        },
      },
      {
        name: 'loops with a condition',
        idea: 'A loop with a condition repeats its body for as long as the condition holds. How often that is need not be known when the loop begins.',
        why: 'It is the right tool when something is to be done until a goal is reached.',
        mistake:
          'A common mistake is a body that never brings the condition closer to false, so that the loop does not end.',
        instead: 'Where the number of rounds is known, a loop over a range is shorter and cannot run forever.',
        cost: 'Its time is the number of rounds, for which one needs an argument of its own: some quantity that shrinks in each round.',
        example:
          '$Who starts with $n $items, and the number doubles every month. After how many months are there more than a thousand? Double the number again and again, count the rounds, and stop when it is above a thousand.',
        code: [
          'def months_until(count, goal):\n    months = 0\n    while count <= goal:\n        count *= 2\n        months += 1\n    return months\n\nprint(months_until($n, 1000))',
        ],
        vietnamese: {
          name: 'vòng lặp có điều kiện',
          idea: 'Vòng lặp có điều kiện lặp lại phần thân chừng nào điều kiện còn đúng, và số lần lặp không cần biết trước.',
          example:
            '$Who bắt đầu với $n $items, và mỗi tháng số lượng tăng gấp đôi. Sau mấy tháng thì có hơn một nghìn? Hãy nhân đôi hết lần này đến lần khác, đếm số vòng, và dừng lại khi vượt một nghìn.',
        },
      },
      {
        name: 'leaving a loop early',
        idea: 'A loop that searches can stop at the first success. What has not been looked at by then does not matter any more.',
        why: 'It saves work, and it says clearly that one hit is enough.',
        mistake:
          'A common mistake is to return "not found" inside the loop after the first miss, before the rest has been looked at.',
        instead: 'A flag that remembers the success works too, but it goes on through the whole list.',
        cost: 'In the worst case the whole list is read; on average, with the hit in a random place, half of it.',
        example:
          '$Who wants the first of the $measure that is above $n. Go through the values in order; the first one above the limit is the answer; if the end is reached, there is none.',
        code: [
          'def first_above($ms, limit):\n    for value in $ms:\n        if value > limit:\n            return value\n    return None\n\nprint(first_above([$nums], $n))',
        ],
        vietnamese: {
          name: 'thoát vòng lặp sớm',
          idea: 'Một vòng lặp tìm kiếm có thể dừng ngay ở lần thành công đầu tiên, phần chưa xét không còn quan trọng nữa.',
          example:
            '$Who cần giá trị đầu tiên trong $measure lớn hơn $n. Hãy đi qua các giá trị theo thứ tự, giá trị đầu tiên vượt giới hạn là đáp án, còn nếu đến hết mà không gặp thì không có.',
        },
      },
    ],
  ],
  [
    'functions',
    [
      {
        name: 'parameters and return values',
        idea: 'A function receives its input through parameters and hands back its result with a return. What happens inside stays inside.',
        why: 'Such a function can be understood, tested and used again without knowing the rest of the program.',
        mistake:
          'A common mistake is to print the result instead of returning it, so that no other part of the program can use it.',
        instead:
          'A function that reads and writes global variables needs no parameters, but nobody can tell from its call what it depends on.',
        cost: 'A call passes references and takes constant time; the work is in the body.',
        example:
          '$Who needs the distance between the largest and the smallest of the $measure. The function takes the values as its parameter, finds both ends, and returns their difference.',
        code: ['def spread($ms):\n    return max($ms) - min($ms)\n\nprint(spread([$nums]))'],
        vietnamese: {
          name: 'tham số và giá trị trả về',
          idea: 'Hàm nhận dữ liệu qua các tham số và đưa kết quả ra bằng lệnh return, còn những gì diễn ra bên trong thì ở lại bên trong.',
          example:
            '$Who cần khoảng cách giữa giá trị lớn nhất và nhỏ nhất của $measure. Hàm nhận các giá trị làm tham số, tìm hai đầu, rồi trả về hiệu của chúng.',
        },
      },
      {
        name: 'default values of parameters',
        idea: 'A parameter with a default value may be left out of a call. The default is worked out once, when the function is defined.',
        why: 'The usual case stays short, and the unusual one remains possible.',
        mistake: 'A common mistake is an empty list as a default: all calls then share that one list.',
        instead: 'Two functions with different names would do as well, but they would have to be kept in step.',
        cost: 'A default costs nothing at the call; that it is made only once is what makes mutable defaults dangerous.',
        example:
          '$Who rounds $measure to whole numbers most of the time, and to one digit now and then. The number of digits becomes a parameter with the default zero, and only the unusual call mentions it.',
        code: [
          'def rounded($ms, digits=0):\n    return [round(value, digits) for value in $ms]\n\nprint(rounded([1.26, 3.84], 1))',
          'def with_item(item, items=None):\n    if items is None:\n        items = []\n    return items + [item]\n\nprint(with_item($n))',
        ],
        vietnamese: {
          name: 'giá trị mặc định của tham số',
          idea: 'Tham số có giá trị mặc định thì có thể bỏ qua khi gọi hàm, và giá trị mặc định chỉ được tính một lần lúc hàm được định nghĩa.',
          example:
            '$Who thường làm tròn $measure thành số nguyên, đôi khi mới cần một chữ số thập phân. Số chữ số trở thành tham số với mặc định là không, và chỉ lời gọi đặc biệt mới nhắc đến nó.',
        },
      },
      {
        name: 'any number of arguments',
        idea: 'A parameter with a star collects all remaining arguments of a call in a tuple. Inside the function it is an ordinary sequence.',
        why: 'The caller can write two values or twenty without building a list first.',
        mistake: 'A common mistake is to pass a list to such a function, which then sees one argument and not many.',
        instead: 'A plain list parameter is better when the values are in a list already.',
        cost: 'Collecting the arguments copies their references once, in time proportional to their number.',
        example:
          '$Who compares the average of a few of the $measure with a limit of $n, sometimes of two values, sometimes of five. The function takes the limit first and everything else with a star, adds the values up and divides by their number.',
        code: [
          'def average_above(limit, *values):\n    average = sum(values) / len(values)\n    return average > limit\n\nprint(average_above($n, $nums))',
        ],
        vietnamese: {
          name: 'số lượng đối số tùy ý',
          idea: 'Tham số có dấu sao gom mọi đối số còn lại của lời gọi vào một bộ, và bên trong hàm nó là một dãy bình thường.',
          example:
            '$Who so sánh trung bình của vài giá trị trong $measure với giới hạn $n, khi thì hai giá trị, khi thì năm. Hàm nhận giới hạn trước, phần còn lại nhận bằng dấu sao, rồi cộng lại và chia cho số lượng.',
        },
      },
    ],
  ],
]
