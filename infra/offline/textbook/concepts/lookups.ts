import type { Topic } from '../concept.ts'

export const LOOKUPS: readonly Topic[] = [
  [
    'dictionaries',
    [
      {
        name: 'counting with a dictionary',
        idea: 'A dictionary can hold a count for every different item. For each item that comes by, its count goes up by one, and an item that is new begins at zero.',
        why: 'One pass is enough, however many different items there are.',
        mistake: 'A common mistake is to raise a count that does not exist yet, which is an error.',
        instead:
          'Counting each kind with a pass of its own works for two or three kinds and becomes slow with hundreds.',
        cost: 'Looking up a key takes constant time on average, so the whole count is linear in the number of items.',
        example:
          '$Who has a list of codes, one for each of the $items that came in today, and wants to know how often each code occurs. Start with an empty dictionary and add one to the count of each code in turn.',
        code: [
          'def tally(codes):\n    counts = {}\n    for code in codes:\n        counts[code] = counts.get(code, 0) + 1\n    return counts\n\nprint(tally([$codes]))',
        ],
        vietnamese: {
          name: 'đếm bằng từ điển',
          idea: 'Từ điển có thể giữ một số đếm cho mỗi loại phần tử: mỗi lần gặp một phần tử, số đếm của nó tăng thêm một, và phần tử mới thì bắt đầu từ không.',
          example:
            '$Who có một danh sách mã, mỗi mã cho một trong các $items đến hôm nay, và muốn biết mỗi mã xuất hiện mấy lần. Hãy bắt đầu với từ điển rỗng và cộng một cho từng mã lần lượt.',
        },
      },
      {
        name: 'grouping items by a key',
        idea: 'To group items is to put each into the list that belongs to its key. The dictionary holds one list for every key that has come up.',
        why: 'After that, all items of one kind can be had at once.',
        mistake:
          'A common mistake is to replace the list of a key instead of appending to it, so that only the last item of each group is left.',
        instead: 'Sorting by the key and cutting the sorted list does the same, but takes longer.',
        cost: 'Each item is handled once in constant time on average; together the groups are as large as the input.',
        example:
          '$Who has codes such as "A7" and "B2" and wants all codes that begin with the same letter together. The first character is the key; append each code to the list of its key, which begins empty.',
        code: [
          'def by_letter(codes):\n    groups = {}\n    for code in codes:\n        groups.setdefault(code[0], []).append(code)\n    return groups\n\nprint(by_letter([$codes]))',
        ],
        vietnamese: {
          name: 'gom nhóm theo khóa',
          idea: 'Gom nhóm là đưa mỗi phần tử vào danh sách thuộc về khóa của nó, và từ điển giữ một danh sách cho mỗi khóa đã gặp.',
          example:
            '$Who có các mã như "A7" và "B2", và muốn những mã cùng chữ cái đầu ở chung một chỗ. Chữ cái đầu là khóa, hãy thêm từng mã vào danh sách của khóa ấy.',
        },
      },
      {
        name: 'looking up with a fallback',
        idea: 'A key that a dictionary does not have is an error when it is asked for directly. A lookup with a fallback gives a value of our own choice instead.',
        why: 'Data from outside is seldom complete, and a missing entry is often no reason to stop.',
        mistake: 'A common mistake is a fallback that looks like real data, so that nobody notices what is missing.',
        instead: 'One can test whether the key is there first, at the price of looking twice.',
        cost: 'The lookup stays constant in time on average; the fallback is worked out even when it is not needed.',
        example:
          '$Who has values for some of the $items and wants a sum over a list of codes, where a code without a value counts as zero. Look up each code with the fallback zero and add up what comes back.',
        code: [
          "def total(codes, values):\n    return sum(values.get(code, 0) for code in codes)\n\nprint(total([$codes], {'A7': $n, 'B2': 3}))",
        ],
        vietnamese: {
          name: 'tra cứu có giá trị dự phòng',
          idea: 'Hỏi thẳng một khóa mà từ điển không có thì sinh lỗi, còn tra cứu có giá trị dự phòng thì trả về giá trị do ta chọn.',
          example:
            '$Who có giá trị của một số $items và muốn tính tổng theo danh sách mã, mã nào không có giá trị thì tính là không. Hãy tra từng mã với giá trị dự phòng là không rồi cộng lại.',
        },
      },
    ],
  ],
  [
    'sets',
    [
      {
        name: 'membership in a set',
        idea: 'A set answers one question very fast: is this item in it or not? It keeps no order and no item twice.',
        why: 'A loop that asks this question many times should ask a set and not a list.',
        mistake: 'A common mistake is to build the set anew inside the loop, which costs more than it saves.',
        instead: 'A list answers the same question, but it has to be read from its beginning each time.',
        cost: 'A test takes constant time on average in a set and linear time in a list.',
        example:
          '$Who has a long list of codes and a short list of forbidden ones, and wants those that are allowed. Make a set of the forbidden codes once, then keep every code that is not in it.',
        code: [
          "def allowed(codes, forbidden):\n    barred = set(forbidden)\n    return [code for code in codes if code not in barred]\n\nprint(allowed([$codes], ['A7']))",
        ],
        vietnamese: {
          name: 'kiểm tra phần tử trong tập hợp',
          idea: 'Tập hợp trả lời rất nhanh một câu hỏi: phần tử này có ở trong đó hay không, nó không giữ thứ tự và không chứa phần tử nào hai lần.',
          example:
            '$Who có một danh sách mã dài và một danh sách mã bị cấm, và muốn lấy những mã được phép. Hãy tạo tập hợp các mã bị cấm một lần, rồi giữ lại mọi mã không nằm trong đó.',
        },
      },
      {
        name: 'the common part of two sets',
        idea: 'The intersection of two sets holds what is in both, their union what is in at least one, and their difference what is in the first alone.',
        why: 'Many questions about two lists are one of these three, and then need no loop at all.',
        mistake:
          'A common mistake is to take the difference the wrong way around; unlike the other two, it depends on the order.',
        instead: 'Two nested loops find common items as well, but compare every item with every other.',
        cost: 'The intersection takes time proportional to the smaller set on average.',
        example:
          '$Who has the codes of yesterday and of today and wants to know which of the $items came on both days. Turn both lists into sets, take what they have in common, and sort it for the report.',
        code: [
          "def on_both_days(yesterday, today):\n    return sorted(set(yesterday) & set(today))\n\nprint(on_both_days([$codes], ['B2', 'D1']))",
          "def only_first(yesterday, today):\n    return sorted(set(yesterday) - set(today))\n\nprint(only_first([$codes], ['B2', 'D1']))",
        ],
        vietnamese: {
          name: 'phần chung của hai tập hợp',
          idea: 'Giao của hai tập hợp chứa những gì có trong cả hai, hợp chứa những gì có trong ít nhất một, và hiệu chứa những gì chỉ có trong tập thứ nhất.',
          example:
            '$Who có các mã của hôm qua và hôm nay, và muốn biết những $items nào có mặt cả hai ngày. Hãy đổi hai danh sách thành tập hợp, lấy phần chung, rồi sắp xếp cho báo cáo.',
        },
      },
      {
        name: 'removing duplicates in order',
        idea: 'A set forgets the order. To drop repeats and keep the order, one remembers in a set what has been seen and copies only what is new.',
        why: 'The first occurrence stays where it was, which is what most people expect.',
        mistake: 'A common mistake is to turn the list into a set and back, and to be surprised by the order.',
        instead: 'Looking into the result list for each item works too, but becomes slow for long lists.',
        cost: 'One pass and one set: linear time on average, and as much space as there are different items.',
        example:
          '$Who has a list of codes in which some came twice, and wants each once, in the order of arrival. Walk through the list; if a code has not been seen, note it as seen and copy it.',
        code: [
          'def without_repeats(codes):\n    seen, kept = set(), []\n    for code in codes:\n        if code not in seen:\n            seen.add(code)\n            kept.append(code)\n    return kept\n\nprint(without_repeats([$codes]))',
        ],
        vietnamese: {
          name: 'bỏ phần tử trùng mà giữ thứ tự',
          idea: 'Tập hợp không nhớ thứ tự, nên muốn bỏ phần tử lặp mà giữ thứ tự thì dùng tập hợp để nhớ cái đã gặp và chỉ chép cái mới.',
          example:
            '$Who có danh sách mã trong đó vài mã đến hai lần, và muốn mỗi mã chỉ có một lần theo thứ tự đến. Hãy đi qua danh sách, mã nào chưa gặp thì ghi nhớ và chép lại.',
        },
      },
    ],
  ],
]
