import type { Topic } from '../concept.ts'

export const RECURSION: readonly Topic[] = [
  [
    'recursion',
    [
      {
        name: 'the base case of a recursion',
        idea: 'A recursive function solves a problem by solving a smaller one of the same kind. The base case is so small that its answer is known.',
        why: 'Without it nothing would ever be finished; with it, the whole rests on one simple fact.',
        mistake: 'A common mistake is a step that jumps past the base case, for example from one to minus one.',
        instead: 'A loop often does the same with less memory; recursion pays where the data itself is nested.',
        cost: 'Each call waits for the next, so the space grows with the depth, and Python stops at about a thousand calls inside each other.',
        example:
          '$Who stacks $items in a triangle: one on top, two below it, then three, and so on for $n rows. The triangle with no row has none; any other has as many as its last row plus the triangle above it.',
        code: [
          'def triangle(rows):\n    if rows == 0:\n        return 0\n    return rows + triangle(rows - 1)\n\nprint(triangle($n))',
        ],
        vietnamese: {
          name: 'trường hợp cơ sở của đệ quy',
          idea: 'Hàm đệ quy giải một bài toán bằng cách giải bài toán nhỏ hơn cùng loại, và trường hợp cơ sở nhỏ đến mức đã biết ngay đáp án.',
          example:
            '$Who xếp $items thành hình tam giác: một ở trên, hai ở dưới, rồi ba, cứ thế đến $n hàng. Tam giác không có hàng nào thì bằng không, còn lại thì bằng hàng cuối cộng với tam giác phía trên.',
        },
      },
      {
        name: 'recursion over nested lists',
        idea: 'A nested list is a list whose items may be lists again. A function for it treats plain items directly and calls itself for the lists inside.',
        why: 'The function has the same shape as the data, so no depth is too deep for it in principle.',
        mistake: 'A common mistake is to handle two levels with two loops and to be surprised by a third.',
        instead: 'A stack of things still to do replaces the recursion, at the price of some bookkeeping.',
        cost: 'Every item is visited once; the space grows with the depth of the nesting.',
        example:
          '$Who has $measure in groups, and groups in larger groups, and wants the sum of everything. A number adds itself, and a list adds the sum that the same function finds for it.',
        code: [
          'def deep_sum(items):\n    total = 0\n    for item in items:\n        if isinstance(item, list):\n            total += deep_sum(item)\n        else:\n            total += item\n    return total\nprint(deep_sum([$nums, [1, [2, 3]]]))',
        ],
        vietnamese: {
          name: 'đệ quy trên danh sách lồng nhau',
          idea: 'Danh sách lồng nhau là danh sách có phần tử cũng là danh sách, và hàm xử lý nó làm thẳng với phần tử thường còn với danh sách bên trong thì gọi lại chính mình.',
          example:
            '$Who có $measure chia thành nhóm, nhóm lại nằm trong nhóm lớn hơn, và muốn tổng của tất cả. Số thì cộng chính nó, danh sách thì cộng tổng mà cùng hàm ấy tìm được.',
        },
      },
      {
        name: 'dividing a problem in two',
        idea: 'A problem is divided by cutting its data in halves, solving each half in the same way, and combining the two answers.',
        why: 'Halving reaches the base case after very few steps, even for very long lists.',
        mistake: 'A common mistake is a half that is as long as the whole, which happens with lists of one item.',
        instead: 'Taking off one item at a time is simpler, but goes as deep as the list is long.',
        cost: 'The depth is logarithmic in the length; the total work depends on what combining costs.',
        example:
          '$Who looks for the largest of the $measure by dividing. A list of one value has that value as its largest; any other has the larger of the answers of its two halves.',
        code: [
          'def largest(values):\n    if len(values) == 1:\n        return values[0]\n    middle = len(values) // 2\n    return max(largest(values[:middle]), largest(values[middle:]))\n\nprint(largest([$nums]))',
        ],
        vietnamese: {
          name: 'chia đôi bài toán',
          idea: 'Chia một bài toán là cắt dữ liệu thành hai nửa, giải từng nửa theo cùng một cách, rồi kết hợp hai đáp án.',
          example:
            '$Who tìm giá trị lớn nhất của $measure bằng cách chia đôi. Danh sách một giá trị thì giá trị ấy là lớn nhất, còn lại thì lấy số lớn hơn trong đáp án của hai nửa.',
        },
      },
    ],
  ],
  [
    'dynamic programming',
    [
      {
        name: 'remembering results',
        idea: 'A recursive function that meets the same question again and again can keep its answers. Before it works on a question, it looks whether the answer is there.',
        why: 'A function that would run for years can so be done in a moment, without another method.',
        mistake: 'A common mistake is to keep answers of a function that depends on more than its arguments.',
        instead: 'A table that is filled from small to large does the same without recursion.',
        cost: 'The time falls from exponential to the number of different questions, each of which is kept in memory.',
        example:
          '$Who climbs $n steps, one or two at a time, and asks in how many ways that can be done. The ways for a step are those for the two steps before it, added up; keep each answer once it is known.',
        code: [
          'def ways(steps, known):\n    if steps not in known:\n        known[steps] = ways(steps - 1, known) + ways(steps - 2, known)\n    return known[steps]\n\nprint(ways($n, {0: 1, 1: 1}))',
        ],
        vietnamese: {
          name: 'ghi nhớ kết quả',
          idea: 'Hàm đệ quy gặp đi gặp lại cùng một câu hỏi thì có thể giữ các đáp án, và trước khi tính một câu hỏi nó xem đáp án đã có chưa.',
          example:
            '$Who leo $n bậc thang, mỗi lần một hoặc hai bậc, và hỏi có bao nhiêu cách. Số cách lên một bậc là tổng số cách của hai bậc trước nó, hãy giữ lại mỗi đáp án khi đã biết.',
        },
      },
      {
        name: 'filling a table from small to large',
        idea: 'Instead of asking large questions first, one can answer the small ones in order and build each larger answer from those that are in the table.',
        why: 'There is no recursion and so no limit on its depth, and the order of the work is plain to see.',
        mistake: 'A common mistake is a table that is one entry too short for the last question.',
        instead: 'Recursion with kept answers works on those entries only that are needed.',
        cost: 'Time and space are the number of entries times the work for one of them.',
        example:
          '$Who pays an amount of $n with coins of 1, 5 and 12 and wants as few coins as possible. For each amount from one up, try each coin as the last one and add one to the best answer for the rest.',
        code: [
          'def fewest_coins(amount, coins=(1, 5, 12)):\n    best = [0]\n    for value in range(1, amount + 1):\n        rests = [value - coin for coin in coins if coin <= value]\n        best.append(1 + min(best[rest] for rest in rests))\n    return best[amount]\n\nprint(fewest_coins($n))',
        ],
        vietnamese: {
          name: 'lấp bảng từ nhỏ đến lớn',
          idea: 'Thay vì hỏi câu lớn trước, ta trả lời các câu nhỏ theo thứ tự và dựng mỗi đáp án lớn hơn từ những đáp án đã có trong bảng.',
          example:
            '$Who trả số tiền $n bằng các đồng 1, 5 và 12, sao cho ít đồng nhất. Với mỗi số tiền từ một trở lên, hãy thử từng đồng làm đồng cuối và cộng một vào đáp án tốt nhất của phần còn lại.',
        },
      },
      {
        name: 'best choice with a condition',
        idea: 'Some choices exclude their neighbours. For each item one then compares two answers: with it, and without it.',
        why: 'Only the last two answers have to be remembered, however long the list is.',
        mistake:
          'A common mistake is to take the largest item first, which can exclude two that are worth more together.',
        instead: 'Trying all selections finds the same answer in exponential time.',
        cost: 'One pass in linear time with constant space.',
        example:
          '$Who may choose days with high $measure, but never two days in a row, and wants the largest sum. For each day the best sum is either the one of the day before, or this value plus the best of two days before.',
        code: [
          'def best_sum(values):\n    before, last = 0, 0\n    for value in values:\n        before, last = last, max(last, before + value)\n    return last\n\nprint(best_sum([$nums]))',
        ],
        vietnamese: {
          name: 'lựa chọn tốt nhất có ràng buộc',
          idea: 'Có những lựa chọn loại trừ các lựa chọn bên cạnh, nên với mỗi phần tử ta so hai đáp án: có nó và không có nó.',
          example:
            '$Who được chọn những ngày có $measure cao, nhưng không được chọn hai ngày liền nhau, và muốn tổng lớn nhất. Với mỗi ngày, tổng tốt nhất là của hôm trước, hoặc giá trị hôm nay cộng với tổng tốt nhất của hai hôm trước.',
        },
      },
    ],
  ],
]
