import type { Plot } from './plot.ts'

export const THINGS: readonly Plot[] = [
  {
    kinds: ['thing'],
    begin: [
      'Đang đi, {name} nhìn thấy {một x} nằm bên đường.',
      'Dưới gốc cây, {name} tìm thấy {một x} mà chẳng ai trông.',
    ],
    trouble: [
      '{Name} thích lắm, nhưng chắc có ai đó đang buồn vì mất {x}.',
      '{Name} nhìn quanh, nhưng không thấy ai đến tìm.',
    ],
    talk: [
      '"Mình giữ lại được không?" {name} hỏi. "Thế nếu nó là của cậu thì sao?" {friend} hỏi lại.',
      '"Của ai đây ạ?" {name} gọi to. "Không phải của bác," một bác đi qua trả lời.',
    ],
    turn: [
      '{Name} và {friend} đi hỏi từng nhà. Đến nhà thứ chín, một em nhỏ reo lên và chìa tay ra.',
      '{Name} vẽ một tấm bảng và treo lên cây. Chiều hôm ấy, chủ của {x} đã đến.',
    ],
    twist: [
      'Lật mặt sau của {x}, {name} ngạc nhiên vô cùng: trên đó viết tên của chính {name}!',
      'Không ai ngờ được, {x} ấy là món quà mà {elder} giấu sẵn để {name} tìm!',
    ],
    good: [
      'Để cảm ơn, người ta mời {name} và {friend} ăn bánh.',
      '{Name} về nhà tay không, nhưng trong lòng thấy thật nhẹ.',
    ],
    bad: [
      'Nhưng hôm sau, {name} lại nhặt được một thứ khác và giấu vào túi. Đêm ấy, {name} không sao ngủ được.',
      'Nhưng có người không tin, còn mắng {name} là lấy trộm. {Name} vừa đi vừa khóc.',
    ],
    morals: [
      '{Name} hiểu rằng nhặt được của rơi thì phải trả lại.',
      '{Name} học được rằng thật thà làm cho lòng mình vui.',
    ],
  },
  {
    kinds: ['thing'],
    begin: ['{Name} có {một x} và đi đâu cũng mang theo.', 'Thứ mà {name} quý nhất là {một x}.'],
    trouble: [
      'Thế mà hôm ấy, {x} biến mất. {Name} tìm khắp nơi mà không thấy.',
      'Nhưng chơi xong nhìn lại, {x} đã không còn ở đó.',
    ],
    talk: [
      '"Cậu để nó ở đâu lần cuối?" {friend} hỏi. "Mình không nhớ nữa," {name} mếu máo.',
      '"{Con} đừng khóc, mình cùng tìm nhé," {elder} nói. "Vâng ạ," {name} đáp.',
    ],
    turn: [
      '{Name} nhắm mắt lại và nhớ từng việc một. Rồi {name} chạy thẳng về phía gốc cây.',
      '{Friend} đi tìm bên trái, {name} đi tìm bên phải, và cả hai gặp nhau ở giữa.',
    ],
    twist: [
      'Cuối cùng, {name} nhìn xuống và bật cười: suốt buổi, {x} vẫn ở ngay sau lưng mình!',
      'Thật bất ngờ, một chú quạ đã mang {x} về tổ để làm quà cho đàn con!',
    ],
    good: ['Khi thấy lại {x}, {name} ôm thật chặt.', 'Tối đó, {x} nằm ngay bên gối của {name}.'],
    bad: [
      'Nhưng tối hôm ấy mưa to, và nước cuốn {x} đi mất. {Name} đi ngủ với đôi mắt ướt.',
      'Nhưng {x} đã hỏng mất rồi, chẳng ai sửa nổi.',
    ],
    morals: ['{Name} hiểu rằng phải giữ gìn những gì mình quý.', '{Name} học được rằng bình tĩnh thì sẽ tìm ra cách.'],
  },
  {
    kinds: ['thing', 'food'],
    begin: ['{Elder} cho {name} {một x}.', 'Hôm ấy, {name} được cho {một x}.'],
    trouble: ['Nhưng {friend} chẳng có gì, chỉ đứng nhìn.', 'Nhưng chỉ có một mà có tới hai bạn.'],
    talk: [
      '"Cho mình với được không?" {friend} hỏi. {Name} nghĩ một lúc rồi nói: "Được, mình có thì cậu cũng có."',
      '"Của mình đấy!" {name} nói. Một lát sau, {name} nói nhỏ: "Nhưng cậu cầm cùng mình cũng được."',
    ],
    turn: [
      '{Name} nhìn {x}, rồi nhìn {friend}. {Name} mỉm cười và đưa tay ra.',
      'Cả hai ngồi xuống bên nhau, mỗi bạn một lượt, chẳng ai phải chờ lâu.',
    ],
    twist: [
      'Đúng lúc ấy, {friend} lấy từ sau lưng ra một thứ y hệt. Thì ra bạn cũng định tặng {name}!',
      'Bất ngờ thay, bên dưới còn có một tờ giấy nhỏ: "Dành cho hai bạn biết nhường nhau."',
    ],
    good: ['Chiều ấy, tiếng cười của hai bạn vang khắp nơi.', 'Niềm vui của {name} hình như lớn gấp đôi.'],
    bad: [
      'Nhưng {x} rơi xuống bùn. Hai bạn đổ lỗi cho nhau rồi về nhà, chẳng ai nói với ai câu nào.',
      'Nhưng hôm sau, {name} lại giành hết cho mình. Từ đó, không ai rủ {name} chơi nữa.',
    ],
    morals: ['{Name} hiểu rằng niềm vui chia ra thì nhiều thêm.', '{Name} học được rằng có bạn còn quý hơn có đồ.'],
  },
  {
    kinds: ['thing', 'food'],
    begin: ['{Name} muốn tặng {elder} {một x}.', 'Sắp đến sinh nhật {elder}, {name} nghĩ ngay đến {một x}.'],
    trouble: ['Nhưng trong túi {name} chỉ có một đồng xu.', 'Nhưng cửa hàng đã đóng cửa mất rồi.'],
    talk: [
      '"Mình có thể làm việc để đổi lấy nó không ạ?" {name} hỏi. "Được chứ, cháu quét sân giúp bác nhé," bác bán hàng nói.',
      '"Mình giúp cậu!" {friend} nói. "Thật à? Cảm ơn cậu nhiều lắm!" {name} reo lên.',
    ],
    turn: [
      '{Name} quét sân, tưới cây, bê rổ suốt buổi sáng. Thế là có đủ tiền.',
      '{Friend} góp thêm phần của mình, và hai bạn cùng gói lại bằng giấy báo.',
    ],
    twist: [
      'Nhưng khi mở ra, bên trong không phải là {x} mà là một bức thư: "{Name} chính là món quà của cả nhà."',
      'Nào ngờ, {elder} cũng tặng lại {name} đúng một món quà như thế!',
    ],
    good: ['{Elder} cảm động lắm và ôm {name} vào lòng.', 'Cả nhà quây quần, và {x} được đặt ở chỗ đẹp nhất.'],
    bad: [
      'Nhưng chẳng bao lâu sau, món quà hỏng mất. {Name} chỉ còn biết khóc.',
      'Nhưng hôm sau, {elder} phải đi xa thật lâu, và {name} cứ nhìn {x} mà khóc.',
    ],
    morals: ['{Name} hiểu rằng quà quý ở tấm lòng.', '{Name} học được rằng muốn có gì thì phải cố gắng.'],
  },
  {
    kinds: ['thing'],
    begin: ['Trong nhà có {một x} mà cả nhà ai cũng thích.', '{Friend} cho {name} mượn {một x}.'],
    trouble: ['Chẳng may {name} vấp chân, và {x} bị hỏng.', '{Name} nghịch một lúc thì {x} hỏng mất.'],
    talk: [
      '"Ai làm đấy?" {elder} hỏi. {Name} cúi đầu: "{Con} ạ. {Con} xin lỗi."',
      '"Mình không cố ý," {name} nói. "Mình biết mà," {friend} đáp, "để mình cùng sửa."',
    ],
    turn: [
      '{Name} kể thật mọi chuyện. Rồi cả hai lấy hồ dán và dây, tỉ mỉ sửa lại từng chút.',
      '{Name} mang đồ chơi của mình ra đền, nhưng {friend} lắc đầu và ngồi xuống sửa cùng.',
    ],
    twist: [
      'Khi sửa xong, {x} lại có thêm một điều mà trước đây không có: nó phát ra tiếng nhạc!',
      'Bên trong {x} lăn ra một viên ngọc nhỏ mà bao năm nay không ai biết!',
    ],
    good: [
      '{X} không còn như mới, nhưng {name} lại càng quý hơn.',
      '{Elder} mỉm cười, và mọi chuyện lại vui như trước.',
    ],
    bad: [
      'Nhưng rồi {name} lại làm hỏng lần nữa và đổ lỗi cho chú mèo. Từ hôm ấy, {name} chẳng dám nhìn ai.',
      'Nhưng mấy hôm sau {x} lại hỏng, lần này không sao sửa được. {Friend} giận, bỏ về một mình.',
    ],
    morals: ['{Name} hiểu rằng biết nhận lỗi là dũng cảm.', '{Name} học được rằng nói thật thì nhẹ lòng hơn.'],
  },
  {
    kinds: ['mass'],
    begin: ['{Elder} nhờ {name} đi lấy {một x}.', 'Trong nhà không còn {x}, nên {name} cầm cái bát đi xin.'],
    trouble: ['Nhưng đường thì xa, mà nắng thì to.', 'Nhưng đi được nửa đường, {name} làm đổ gần hết.'],
    talk: [
      '"Nhà cậu còn {x} không?" {name} hỏi. "Còn một chút thôi, nhưng cậu cứ lấy một nửa," {friend} nói.',
      '"Cháu đi đâu thế?" một bà cụ hỏi. "Cháu đi lấy {x} ạ," {name} đáp.',
    ],
    turn: [
      '{Friend} chia cho {name} một nửa phần của mình. Không nhiều, nhưng vừa đủ.',
      '{Name} không bỏ cuộc, quay lại lần nữa và lần này đi thật chậm.',
    ],
    twist: [
      'Về đến nhà, {name} mới thấy {x} vẫn còn đầy ở góc bếp. Thì ra {elder} muốn xem {name} có chịu khó không!',
      'Bà cụ ấy cười, bỏ chiếc nón ra, và {name} tròn mắt: đó chính là bà ngoại!',
    ],
    good: ['Bữa tối hôm ấy, ai cũng khen ngon.', '{Elder} khen {name} đã lớn thật rồi.'],
    bad: [
      'Nhưng {name} vấp chân trước bếp, và tất cả đổ xuống đất. Tối hôm ấy, cả nhà nhịn đói.',
      'Nhưng khách đã về hết, bếp cũng nguội rồi. {Name} ngồi một mình bên cửa, mắt đỏ hoe.',
    ],
    morals: ['{Name} hiểu rằng đi chậm mà chắc thì tốt hơn.', '{Name} học được rằng có ít mà biết chia thì vẫn đủ.'],
  },
]
