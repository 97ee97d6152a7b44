create or replace function comparable_name(name text) returns text
language sql immutable strict parallel safe as $$
  select replace(
    regexp_replace(
      lower(
        translate(
          normalize(regexp_replace(name, '[™℠🅪🅫🅬]|ᵀᴹ|ᵗᵐ|ˢᴹ|ˢᵐ|[ⓇⓡⒸⓒ]+\s*$', '', 'g'), nfkd),
          'ƧƨƻϨϩᒿꙄꙅꛯꝚꝛƷȜȝɜʒЗзҘҙӠӡ३૩ⳌⳍꝪꝫꞫ𑢪𑣊𖼻𝈆Ꮞꮞ𑢯𑣏Ƽ𑢻𑣛бᏮⳒⳓꮾ𑣕𐓒𐓺𑣆𝈒Ȣȣ৪੪ଃ𐌚𞣋৭੧୨൭ⳊⳋꝮꝯ𑢬𑢶𑣌𑣖ɑΑαАаᎪᗅᥲᴀ⍶⍺'
          'Ɑꓮꭺ𐊠𖽀ƀƁƂƃƄƅɃɓʙΒβБВЬвьѢѣҌҍᏏᏴᏼᑲᑳᖯᗷᴃꓐꞴꞵꮟ𐊂𐊡𐌁¢ȻȼΣςϚϛСсҪҫငၚᏟᥴᴄ₡Ⲥⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜𑣩𑣲🅮🝌ÐðĐđƉƊƋƌɖɗ'
          'ԀԁძᎠᏧᑯᗞᗪᲫᴅ₫ꓒꓓꭰꮷɆɇΕεЕеҼҽҾҿᎬᥱᴇ℮⋿ⴹꓰꬲꭼ𐊆𑢦𑢮𑣎ƑƒϜϝՔքᖴᵮẝ₽ꓝꜰꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂𝈓ƍƓǤǥɠɡɢԌԍՑցᏀᏳᏻᶃꓖꞬꮐĦħɦ'
          'ʜΗЋНнћҢңҺһӇӈӉӊՀհᎻᏂᏲᏺᕼⱧⱨⲎⲏꓧꚔꚕꞪꮋꮒ𐋏𐓍𐓵ɈɉʝͿϳЈјᎫᒍᴊꓙꞲꭻƘƙΚκКкҚқҞҟᏦᛕᴋ₭ⱩⱪⲔⲕꓗꝀꝁꮶ𐔘1Ii|ıŁłƖƗƚ'
          'ǀȽɨɩɪɫɭʟΙιІіӀӏՒւ׀וןا١ٳ۱ߊᎥᏞᒪᛁᥣᴌᵻᵼ—∣⍳⍸⏽│┃ⱢⲒⲓⳐⳑⵏꓡꓲꙆꙇꞮꭵꮮ𐊊𐌉𐌠𐐛𐑃𐔦𑢣𑢲𑣃𑣒𖼖𖼨𝈪𞣇ɱʍΜμϺϻМмӍӎᎷᗰᛖᴍ'
          'ᵯ₥ⱮⲘⲙꓟꮇ𐊰𐌑𑜀𑣣ŊŋƝƞȠɲɳɴΝηՂՈՌղոռበᑎᥒᴎᵰ∩⋂Ⲛⲛꓠꓵ𐆎𐔓𝉅0ØøƟɵΘΟθοσОоѲѳӨөՕօסه٥ھہە۵ۿ߀०০੦૦ଠ୦௦ం౦ಂ೦ം'
          'ഠ൦ං๐໐တဝ၀თჿዐᎤᎾᏫ០᥆ᲗᲿᴏᴑ⊖⊝⍬Ⲟⲟⴱⵁⵔ〇ꓳꝊꝋꬽꬾꭴꮎꮻ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑓐𑢨𑢵𑢷𑣈𑣗𑣠𝈚🜔ÞþƤƥƿǷΡρϷϸРрᏢᑭᴘᴩᵽ⍴ⱣⲢⲣꓑꮲ𐊕𐓄𐓬ʠ'
          'ԚԛԳԶգզⵕꞯƦɌɍɼɽʀгғᎡᏒᖇᴙᴦᵲⱤⲅꓣꭇꭈꭱꮁꮢ𐒴𐓜𖼵𝈖ƽʂЅѕՏտടᏕᏚᵴꓢꜱꟅꮥꮪ𐊖𐐠𐑈𑢡𑣁𖼺ŦŧƬƭƮȾʈΤτТтҬҭᎢᴛᵵ₮⊤⍡⟙ⱦⲦⲧꓔꭲ'
          '𐊗𐊱𐌕𑢼𖼊🝨ƲɄʉʋυЏџՍսሀᏌᑌᥙᴜᵾ∪⋃ꓴꞞꞟꭎꭒꮜ𐓎𐓶𑢸𑣘𖽂νѴѵט٧۷Ꮩᐯ᥎ᴠ∨⋁ⴸꓦꛟꮩ𐆗𐔝𑜆𑢠𑣀𖼈𝈍🜈ƜɯШшѠѡѼѽԜԝԱաᎳᏇᏔᗯᴡ₩ⲼⲽꓪꝠ'
          'ꝡꮃꮗꮤ𑓅𑜊𑜎𑜏𑣦𑣯𝈢×ΧχХхҲҳᕁᕽ᙭᙮ᚷ᥊╳⤫⤬⨯⨰ⲬⲭⵝꓫꞳꭓ𐆖𐊐𐊴𐌗𐌢𐔧𑣬¥ƔƳƴɎɏɣʏΓΥγГУуҒҮүҰұყᎩᎱᎽᒥᲧᶌỾỿⲄⲨⲩꓬꭚꭹꮍ𐊲𑢤𑣜'
          '𖼇𖽃ƵƶȤȥʐΖζᏃᴢᵶꓜꮓ𐋵𑢩𑣄𑣉𑣥',
          '222222222223333333333333333333333444455566666677778888888999999999999aaaaaaaaaaa'
          'aaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbccccccccccccccccccccccccccccccdddddddddd'
          'dddddddddddddddeeeeeeeeeeeeeeeeeeeeeeefffffffffffffffffffffgggggggggggggggggghhh'
          'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhjjjjjjjjjjjjjkkkkkkkkkkkkkkkkkkkkkkkllllllllll'
          'llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllmmmmmmmmmmmmmm'
          'mmmmmmmmmmmnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnooooooooooooooooooooooooooooooooooooooo'
          'oooooooooooooooooooooooooooooooooooooooooooooooooooooppppppppppppppppppppppppppq'
          'qqqqqqqqrrrrrrrrrrrrrrrrrrrrrrrrrrsssssssssssssssssssssttttttttttttttttttttttttt'
          'ttttttuuuuuuuuuuuuuuuuuuuuuuuuuuuuvvvvvvvvvvvvvvvvvvvvvvvvwwwwwwwwwwwwwwwwwwwwww'
          'wwwwwwwwwwwxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'
          'yyzzzzzzzzzzzzzzzzz'
        )
      ) collate "und-x-icu",
      '[^[:alnum:]]+|[\u115f\u1160\u3164\uffa0\U00013441\U00013442]+',
      '',
      'g'
    ),
    'rn',
    'm'
  ) collate "default"
$$;
--> statement-breakpoint
-- The indexes contain what the function returned until now.
reindex index organizations_by_comparable_name;
--> statement-breakpoint
reindex index organizations_by_comparable_small_name;
