import type { Topic } from '../concept.ts'

export const VALUES: readonly Topic[] = [
  [
    'variables and values',
    [
      {
        name: 'names that refer to values',
        idea: 'An assignment ties a name to a value, and a later assignment ties the same name to another value. The value itself is not changed by that.',
        why: 'With names, a program can say what a number means instead of repeating the number.',
        mistake:
          'A common mistake is to think that two names for one value are linked for good; a new assignment to one of them leaves the other as it was.',
        instead:
          'One could write every value where it is needed, but then a change has to be made in ten places instead of one.',
        cost: 'An assignment takes constant time, however large the value is, because only a reference is stored.',
        example:
          '$Who notes a value of $n and later has to raise it by ten, while the old value is still needed for the report. The solution is to keep the old value under its own name, work out the new value from it, and give back both.',
        code: ['def raised(old):\n    new = old + 10\n    return old, new\n\nprint(raised($n))'],
        vietnamese: {
          name: 'tên biến và giá trị',
          idea: 'Phép gán nối một cái tên với một giá trị, và phép gán sau nối cái tên ấy với một giá trị khác, còn bản thân giá trị cũ thì không đổi.',
          example:
            '$Who ghi lại giá trị $n rồi phải tăng nó thêm mười, nhưng giá trị cũ vẫn cần cho báo cáo. Cách giải là giữ giá trị cũ dưới một tên riêng, tính giá trị mới từ nó, rồi trả về cả hai.',
        },
      },
      {
        name: 'whole numbers and fractions',
        idea: 'Whole numbers are exact, while numbers with a decimal point are stored in binary and are often only close to what was written. The two kinds of division follow from this: one gives a fraction, the other a whole quotient.',
        why: 'Whoever counts things wants exact whole numbers; whoever measures things can live with a tiny error.',
        mistake:
          'A common mistake is to compare two fractions for equality after some arithmetic, when they differ in the last digit.',
        instead: 'Money is therefore better kept in cents as a whole number than in dollars as a fraction.',
        cost: 'Whole numbers may grow as long as memory lasts, and arithmetic on them slows down with their length; fractions always take the same space.',
        example:
          '$Who has $n $items and packs of six. How many packs can be filled, and how many $items are left over? Whole division by six answers the first question, and its remainder answers the second.',
        code: [
          'def packs(count):\n    full = count // 6\n    left = count % 6\n    return full, left\n\nprint(packs($n))',
        ],
        vietnamese: {
          name: 'số nguyên và số thực',
          idea: 'Số nguyên luôn chính xác, còn số có dấu thập phân được lưu ở hệ nhị phân nên thường chỉ gần đúng với số đã viết.',
          example:
            '$Who có $n $items và muốn xếp thành từng gói sáu. Có bao nhiêu gói đầy, và còn thừa mấy? Phép chia lấy phần nguyên cho sáu trả lời câu thứ nhất, phần dư trả lời câu thứ hai.',
        },
      },
      {
        name: 'swapping two values',
        idea: 'Several names can be assigned at once: the whole right side is worked out first, and only then are the names on the left tied to the results.',
        why: 'That makes it possible to exchange two values without a third name to park one of them.',
        mistake: 'A common mistake is to write two assignments one after the other, which loses one of the two values.',
        instead:
          'The older way uses a temporary name and three lines; it works as well, but it is easier to get wrong.',
        cost: 'A swap takes constant time and no copy of the values is made.',
        example:
          '$Who has two $items in the wrong order, and the one with the smaller value should come first. Compare the two values; if the first is larger, exchange them; give back both.',
        code: [
          'def in_order(first, second):\n    if first > second:\n        first, second = second, first\n    return first, second\n\nprint(in_order($n, 12))',
        ],
        vietnamese: {
          name: 'hoán đổi hai giá trị',
          idea: 'Có thể gán nhiều tên cùng một lúc: toàn bộ vế phải được tính trước, sau đó các tên ở vế trái mới nhận kết quả.',
          example:
            '$Who có hai $items đặt sai thứ tự, giá trị nhỏ phải đứng trước. Hãy so sánh hai giá trị, nếu giá trị đầu lớn hơn thì đổi chỗ, rồi trả về cả hai.',
        },
      },
    ],
  ],
  [
    'conditions',
    [
      {
        name: 'chains of conditions',
        idea: 'A chain of conditions tests one case after the other and follows the first one that holds. What comes later in the chain may rely on everything before it being false.',
        why: 'So each case has to say only what sets it apart from those above it.',
        mistake:
          'A common mistake is to put the widest case first, so that the narrower ones below it are never reached.',
        instead: 'Separate conditions without a chain would all be tested, and two of them could apply at once.',
        cost: 'The time grows with the number of cases that are tested before one holds, so frequent cases belong at the top.',
        example:
          '$Who sorts $measure into low, normal and high: below 10 is low, below 40 is normal, and the rest is high. Test the lowest limit first, then the next one, and let everything else fall through to the end.',
        code: [
          "def level(value):\n    if value < 10:\n        return 'low'\n    elif value < 40:\n        return 'normal'\n    return 'high'\n\nprint(level($n))",
        ],
        vietnamese: {
          name: 'chuỗi điều kiện',
          idea: 'Một chuỗi điều kiện xét từng trường hợp theo thứ tự và đi theo trường hợp đầu tiên đúng, nên trường hợp sau có thể dựa vào việc mọi trường hợp trước đều sai.',
          example:
            '$Who xếp $measure thành ba mức: dưới 10 là thấp, dưới 40 là vừa, còn lại là cao. Hãy xét giới hạn thấp nhất trước, rồi đến giới hạn tiếp theo, và để phần còn lại rơi xuống cuối.',
        },
      },
      {
        name: 'short-circuit evaluation',
        idea: 'The operators "and" and "or" stop as soon as the result is certain. The second part is not even looked at when the first one has decided.',
        why: 'This allows a cheap test to guard a test that would otherwise fail.',
        mistake: 'A common mistake is to write the guard second, where it comes too late.',
        instead: 'Two nested conditions do the same, but they take one more level of indentation for each guard.',
        cost: 'In the best case only the first test is paid for, so the order of the tests can matter more than the tests themselves.',
        example:
          '$Who wants to know whether the last of the $measure is above $n, but on some days there is none at all. First ask whether there is anything; only then look at the last value.',
        code: [
          'def ends_high($ms, limit):\n    return len($ms) > 0 and $ms[-1] > limit\n\nprint(ends_high([$nums], $n))',
        ],
        vietnamese: {
          name: 'tính toán ngắn mạch',
          idea: 'Hai phép "and" và "or" dừng lại ngay khi kết quả đã chắc chắn, phần thứ hai không hề được xét nếu phần thứ nhất đã quyết định xong.',
          example:
            '$Who muốn biết giá trị cuối cùng trong $measure có lớn hơn $n không, nhưng có ngày chẳng có giá trị nào. Trước hết hãy hỏi danh sách có gì không, rồi mới nhìn vào giá trị cuối.',
        },
      },
      {
        name: 'conditional expressions',
        idea: 'A conditional expression chooses between two values inside a larger expression. It is read from the middle: first the condition, then the value on the left or the one on the right.',
        why: 'It is fit for a short choice that does not deserve four lines of its own.',
        mistake:
          'A common mistake is to nest several of them, until nobody can say which condition belongs to which value.',
        instead:
          'A full condition with two assignments says the same, and is better when more than a value has to be chosen.',
        cost: 'Only the chosen value is worked out, so the other one costs nothing.',
        example:
          '$Who writes labels and wants "1 $item" but "$n $items". If the number is one, take the singular; otherwise take the plural; then put number and word together.',
        code: [
          "def label(count):\n    word = '$item' if count == 1 else '$items'\n    return f'{count} {word}'\n\nprint(label($n))",
        ],
        vietnamese: {
          name: 'biểu thức điều kiện',
          idea: 'Biểu thức điều kiện chọn một trong hai giá trị ngay bên trong một biểu thức lớn hơn: xét điều kiện ở giữa trước, rồi lấy giá trị bên trái hoặc bên phải.',
          example:
            '$Who in nhãn và muốn ghi "đủ" nếu có ít nhất $n $items, nếu không thì ghi "thiếu". Hãy so sánh số lượng với $n, rồi chọn một trong hai từ.',
        },
      },
    ],
  ],
]
