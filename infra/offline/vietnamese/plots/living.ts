import type { Plot } from './plot.ts'

export const LIVING: readonly Plot[] = [
  {
    kinds: ['animal'],
    begin: ['Bỗng {name} nhìn thấy {một x} đứng một mình.', 'Sau bụi cây có {một x}, trông như đang tìm ai đó.'],
    trouble: ['Hình như {x} bị lạc và không biết đường về.', '{X} kêu khe khẽ, vì xung quanh chẳng có ai quen.'],
    talk: [
      '"Bạn bị lạc à?" {name} hỏi. "Để mình đưa bạn về nhé!" {friend} gật đầu: "Mình cũng đi nữa."',
      '"Nhìn kìa!" {friend} nói. "Suỵt, khẽ thôi," {name} đáp, "bạn ấy đang sợ đấy."',
    ],
    turn: [
      '{Name} và {friend} đi theo những dấu chân nhỏ trên đất. Cuối con đường, cả nhà {x} đang đợi.',
      '{Name} hỏi từng người một. Cuối cùng, một bà cụ biết nhà của {x} ở đâu.',
    ],
    twist: [
      'Nhưng kìa, chính {x} lại dẫn {name} về đến tận nhà của {name}. Thì ra người bị lạc là {name}!',
      'Khi đến nơi, cánh cửa mở ra, và bên trong là một bữa tiệc bất ngờ dành cho {name}!',
    ],
    good: ['Từ hôm đó, {x} và {name} trở thành đôi bạn thân.', 'Ai cũng mừng, và {x} cọ đầu vào tay {name} để cảm ơn.'],
    bad: [
      'Nhưng sáng hôm sau, {x} đã đi mất. {Name} đợi đến tối mà không thấy bạn đâu, rồi khóc thật lâu.',
      'Nhưng trời tối quá, {name} phải về. Sáng hôm sau, {x} không còn ở đó nữa, và {name} buồn mãi.',
    ],
    morals: [
      '{Name} hiểu rằng khi thấy ai gặp khó khăn, mình nên giúp đỡ.',
      '{Name} học được rằng lòng tốt luôn tìm được đường về nhà.',
    ],
  },
  {
    kinds: ['animal'],
    begin: ['{Name} muốn làm bạn với {một x}.', 'Ngày nào {name} cũng thấy {một x} ở gần đó.'],
    trouble: ['Nhưng cứ thấy {name} đến gần là {x} lại chạy đi.', 'Nhưng {x} rất nhát, chỉ dám nhìn từ xa.'],
    talk: [
      '"Sao bạn ấy không chơi với mình?" {name} hỏi. "{Con} hãy đợi thêm một chút," {elder} nói.',
      '"Đừng chạy theo," {friend} bảo, "cứ ngồi yên thôi." "Được, mình sẽ ngồi yên," {name} đáp.',
    ],
    turn: [
      '{Name} ngồi thật yên và khẽ hát. Từng chút một, {x} lại gần hơn.',
      'Ngày nào {name} cũng để lại một chút đồ ăn, rồi lùi ra xa. Đến ngày thứ năm, {x} không chạy nữa.',
    ],
    twist: [
      'Rồi {name} phát hiện ra một điều bất ngờ: sau lưng {x} là cả một đàn con bé tí!',
      'Thì ra {x} không hề sợ {name}. {X} chỉ sợ cái mũ to trên đầu {name}!',
    ],
    good: ['Bây giờ, hễ {name} gọi là {x} chạy đến ngay.', 'Tối ấy, {name} kể chuyện này cho cả nhà nghe và cười mãi.'],
    bad: [
      'Nhưng có ai đó làm ồn, {x} giật mình bỏ đi và không bao giờ quay lại nữa.',
      'Nhưng hôm sau, bụi cây trống không. {Name} đứng đó rất lâu, hai mắt đỏ hoe.',
    ],
    morals: ['{Name} hiểu rằng muốn có bạn thì phải kiên trì.', '{Name} học được rằng nhẹ nhàng sẽ tốt hơn vội vàng.'],
  },
  {
    kinds: ['plant'],
    begin: ['Một hôm, {name} thấy {một x} gần như héo khô.', '{Elder} cho {name} {một x} và dặn phải chăm mỗi ngày.'],
    trouble: ['Trời nắng mãi, đất cứng lại, còn {x} thì rũ xuống.', 'Mấy ngày liền, {name} mải chơi nên quên mất {x}.'],
    talk: [
      '"Có cứu được không?" {name} hỏi. "Được, nếu {con} kiên nhẫn," {elder} trả lời.',
      '"Nó cần nước," {friend} nói. "Vậy mình đi lấy nước ngay!" {name} đáp.',
    ],
    turn: [
      '{Name} mang nước đến mỗi sáng và che bớt nắng. {Friend} cũng đến giúp một tay.',
      '{Name} xới đất, tưới nước, rồi kể chuyện cho {x} nghe. Ngày thứ bảy, có một chấm xanh nhỏ hiện ra.',
    ],
    twist: [
      'Sáng hôm sau, điều không ai ngờ đã xảy ra: có một chú chim nhỏ đến làm tổ ngay bên cạnh {x}!',
      'Dưới lớp đất, {name} tìm thấy một chiếc hộp nhỏ mà bà đã chôn khi bà còn bé!',
    ],
    good: ['Ít lâu sau, ai đi qua cũng dừng lại ngắm.', 'Cả nhà cùng ra xem, và {elder} xoa đầu {name}.'],
    bad: [
      'Nhưng đêm ấy có bão. Sáng ra, chẳng còn gì ngoài một vũng nước, và {name} khóc.',
      'Nhưng đã quá muộn. {X} khô dần, và {name} tự trách mình mãi.',
    ],
    morals: [
      '{Name} hiểu rằng muốn có quả ngọt thì phải chăm từ hôm nay.',
      '{Name} học được rằng việc nhỏ làm mỗi ngày sẽ thành việc lớn.',
    ],
  },
  {
    kinds: ['person'],
    begin: ['Hôm ấy, {name} muốn làm một điều bất ngờ cho {x}.', '{Name} biết rằng {x} đang cần giúp một tay.'],
    trouble: [
      'Nhưng {name} chẳng có tiền, chỉ có hai bàn tay nhỏ.',
      'Nhưng việc nào {name} làm cũng hỏng: nước thì đổ, giấy thì rách.',
    ],
    talk: [
      '"Mình nên làm gì bây giờ?" {name} hỏi. "Cứ làm bằng cả tấm lòng," {friend} nói.',
      '"Cậu có thích hoa không?" {name} hỏi {friend}. "Thích chứ, ai mà chẳng thích!" {friend} cười.',
    ],
    turn: [
      'Rồi {name} nghĩ ra cách: hái một bó hoa dại và viết một tấm thiệp thật to.',
      '{Name} rủ {friend} cùng dọn dẹp. Chỉ một buổi chiều, mọi thứ đã gọn gàng.',
    ],
    twist: [
      'Nhưng khi mở cửa ra, {name} sững người: {x} cũng đang giấu một món quà dành cho {name}!',
      'Nào ngờ, hôm ấy lại chính là sinh nhật của {name}, thế mà {name} quên mất!',
    ],
    good: ['Hôm ấy là một ngày mà ai cũng mỉm cười.', 'Món quà tuy nhỏ, nhưng được giữ gìn rất lâu.'],
    bad: [
      'Nhưng ngay hôm sau, {x} phải đi xa. {Name} đứng nhìn theo mãi, nước mắt rơi.',
      'Nhưng trời đổ mưa, quà ướt hết. {Name} đứng giữa sân và khóc.',
    ],
    morals: [
      '{Name} hiểu rằng món quà quý nhất là tình yêu thương.',
      '{Name} học được rằng giúp người khác thì chính mình cũng vui.',
    ],
  },
  {
    kinds: ['body'],
    begin: [
      'Bỗng một chú bọ rùa bay đến và đậu lên {x} của {name}.',
      '{Name} đang ngồi chơi thì có một chiếc lá vàng rơi trúng {x}.',
    ],
    trouble: ['{Name} không dám nhúc nhích, dù nhột lắm.', 'Vừa nhột vừa buồn cười, {name} cố ngồi thật yên.'],
    talk: [
      '"Đừng động đậy nhé!" {friend} nói khẽ. "Mình nhột quá!" {name} đáp.',
      '"Có gì trên {x} của {con} thế?" {elder} hỏi. "Suỵt, đó là bạn mới của {con}," {name} nói.',
    ],
    turn: [
      '{Name} đếm từ một đến mười thật chậm. Cứ thế, nỗi sợ bay đi mất.',
      '{Friend} đưa ra một bông hoa, và điều nhỏ bé ấy làm cả hai bật cười.',
    ],
    twist: [
      'Rồi một cơn gió thổi qua, và bỗng nhiên hàng trăm chú bọ rùa bay lên quanh {name} như những ngôi sao đỏ!',
      'Không ngờ, khi nhìn xuống nước, {name} thấy trên đầu mình còn có cả một chú bướm nữa!',
    ],
    good: [
      'Tối ấy, {name} vẽ lại tất cả vào trang giấy trắng.',
      'Từ đó, {name} không còn sợ những con vật bé nhỏ nữa.',
    ],
    bad: [
      'Nhưng {name} giật mình vung tay, và người bạn nhỏ không bao giờ trở lại.',
      'Nhưng {name} mải nhìn nên vấp ngã, {x} đau mãi, và buổi chơi phải dừng lại.',
    ],
    morals: [
      '{Name} hiểu rằng con vật bé nhỏ cũng cần được nhẹ tay.',
      '{Name} học được rằng ngồi yên cũng là một cách để khám phá.',
    ],
  },
]
